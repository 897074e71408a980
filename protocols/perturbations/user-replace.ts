import * as z from 'zod';
import { ReplacementTable } from '#core/model/perturbation-params.ts';
import { defineUnitEdit, Intensity } from '../perturbation.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toReplacementSites } from './text/replacement-sites.ts';
import { toWholeWordTest } from './text/whole-words.ts';

/** Marks and joiners: a text that ends before one would tear a letter apart. */
const BOUND = /[\p{M}\u200C\u200D]/u;

export const userReplace = defineUnitEdit({
  id: 'user_replace',
  version: 1,
  title: 'Own replacement table',
  description: 'Replaces texts by what a table of your own says.',
  definition:
    'Replaces texts by the entries of your table: each place where a “from” stands is a unit, longest first, as written. With wholeWords only where it cuts no word, which suits scripts with spaces; without, inside words too, but never before a combining mark.',
  class: 'L',
  dimension: 'composition',
  source: 'The user’s table, which stands in the configuration',
  scripts: 'all',
  params: z.strictObject({ table: ReplacementTable, wholeWords: z.boolean(), intensity: Intensity }),
  defaultParams: { table: [{ from: 'colour', to: ['color'] }], wholeWords: true, intensity: 1 },
  variantCount: null,
  toSiteGroups: (prompt, { table, wholeWords }) => {
    const { input } = prompt.sample;
    const isWhole = toWholeWordTest(input);
    const entries = new Map(table.map(({ from, to }) => [from, to.filter((text) => text !== from)]));
    const sites = toReplacementSites(input, entries, (start, end) =>
      wholeWords ? isWhole(start, end) : !BOUND.test(input.charAt(end)),
    );
    return toOpenSites(prompt, sites);
  },
});
