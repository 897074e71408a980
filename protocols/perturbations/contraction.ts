import * as z from 'zod';
import { editUnprotected, withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED, toProtectedSpans } from '../protected-spans.ts';
import { CONTRACTIONS } from './tables/contractions.ts';
import { toSameCase } from './text/word-sites.ts';

const byLength = (a: string, b: string): number => b.length - a.length;
const shortByFull = new Map(CONTRACTIONS);
const fullByShort = new Map(CONTRACTIONS.map(([full, short]) => [short.toLowerCase(), full]));

// A full form is followed by another word: "that I am" has no short form at the end of its clause.
const FULL = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}'’-])(?:${[...shortByFull.keys()].toSorted(byLength).join('|')})(?= \\p{L})`,
  'giu',
);
const SHORT = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}'’-])(?:${[...fullByShort.keys()].toSorted(byLength).join('|').replaceAll("'", "['’]")})(?![\\p{L}\\p{M}\\p{N}'’-])`,
  'giu',
);

export const contraction = definePerturbation({
  id: 'contraction',
  version: 1,
  title: 'Contractions',
  description: 'Contracts English verb forms (do not → don’t), or expands them.',
  definition: 'Contracts (variant 0) or expands (variant 1) English verb forms that have exactly one reading.',
  class: 'P',
  dimension: 'surface',
  source: 'HELM contraction_expansion_perturbation.py, CheckList, without ambiguous forms; METRICS §10.2 contraction',
  scripts: ['latin'],
  scriptNotes: { latin: 'English only.' },
  params: z.strictObject({}),
  defaultParams: {},
  variantCount: 2,
  apply: (prompt, _params, variant) => {
    const spans = toProtectedSpans(prompt.sample, EVERY_PROTECTED);
    return withInput(
      prompt,
      editUnprotected(prompt.sample.input, spans, (part) => (variant % 2 === 0 ? contract(part) : expand(part))),
    );
  },
});

function contract(text: string): string {
  return text.replace(FULL, (full) => toSameCase(full, shortByFull.get(full.toLowerCase()) ?? full));
}

function expand(text: string): string {
  return text.replace(SHORT, (short) => {
    const full = fullByShort.get(short.toLowerCase().replaceAll('’', "'"));
    if (full === undefined) return short;
    // "I" keeps its capital wherever it stands; the rest of its form does not follow it.
    return full.startsWith('i ') ? `I${full.slice(1)}` : toSameCase(short, full);
  });
}
