import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { STRUCTURE_PROTECTED } from '../protected-spans.ts';
import { replaceSites } from './text/edit-sites.ts';
import { toFieldHeads } from './text/field-heads.ts';
import { NoParams } from './text/whole-text-edit.ts';

const toTitle = (text: string): string =>
  text.replace(/\p{L}[\p{L}\p{M}]*/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());

/** Casings of FormatSpread beside the identity. */
const CASINGS: readonly ((text: string) => string)[] = [
  toTitle,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
];

export const fmtCasing = definePerturbation({
  id: 'fmt_casing',
  version: 1,
  title: 'Case of field names',
  description: 'Writes field names such as “Question:” in another case.',
  definition:
    'Casts field names in Title Case (variant 0), CAPITALS (1) or lower case (2); the one that they have already is a noop.',
  class: 'P',
  dimension: 'template',
  source: 'FormatSpread grammar, Sclar et al. 2023, arXiv:2310.11324; METRICS §10.1 fmt_casing',
  keeps: [...STRUCTURE_PROTECTED, 'label'],
  scripts: ['latin'],
  scriptNotes: { latin: 'And Greek and Cyrillic; other scripts have no case.' },
  params: NoParams,
  defaultParams: {},
  variantCount: CASINGS.length,
  apply: (prompt, _params, variant) => {
    const { input } = prompt.sample;
    const cast = CASINGS[variant % CASINGS.length];
    if (cast === undefined) return prompt;
    const sites = toFieldHeads(prompt.sample).map(({ descriptor: [start, end] }) => ({
      start,
      end,
      replacements: [cast(input.slice(start, end))],
    }));
    return withInput(prompt, replaceSites(input, sites));
  },
});
