import * as z from 'zod';
import { toDistinctIndices } from '#core/rng/rng.ts';
import { toFreeSpans, withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { ALL_PROTECTED, toProtectedSpans } from '../protected-spans.ts';

/** Letters whose keys touch on the US QWERTY layout, rows offset by about a quarter and three quarters of a key. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  q: 'wa',
  w: 'qeas',
  e: 'wrsd',
  r: 'etdf',
  t: 'ryfg',
  y: 'tugh',
  u: 'yihj',
  i: 'uojk',
  o: 'ipkl',
  p: 'ol',
  a: 'qwsz',
  s: 'weadzx',
  d: 'ersfxc',
  f: 'rtdgcv',
  g: 'tyfhvb',
  h: 'yugjbn',
  j: 'uihknm',
  k: 'iojlm',
  l: 'opk',
  z: 'asx',
  x: 'sdzc',
  c: 'dfxv',
  v: 'fgcb',
  b: 'ghvn',
  n: 'hjbm',
  m: 'jkn',
};

export const kbdTypoV1 = definePerturbation({
  id: 'kbd_typo',
  version: 1,
  title: 'Keyboard typos, QWERTY only',
  description: 'Replaces a share of the letters by neighbours on a QWERTY keyboard.',
  definition:
    'Replaces exactly round(rate · N) of the N letters A–Z, a–z outside protected text, drawn without replacement, each by a letter of a neighbouring key in the same case. Letters with diacritics have no key on the layout and stay. A rate that rounds to no letter changes nothing.',
  class: 'L',
  dimension: 'surface',
  source: 'HELM typos_perturbation.py, NL-Augmenter butter_fingers, with exact-count intensity; METRICS §10.2 kbd_typo',
  keeps: ALL_PROTECTED,
  scripts: ['latin'],
  params: z.strictObject({ rate: z.number().min(0).max(1) }),
  defaultParams: { rate: 0.05 },
  variantCount: null,
  apply: (prompt, { rate }, _variant, rng) => {
    const { input } = prompt.sample;
    const eligible = toFreeSpans(input.length, toProtectedSpans(prompt.sample, ALL_PROTECTED)).flatMap(([start, end]) =>
      Array.from(input.slice(start, end).matchAll(/[a-z]/gi), (match) => start + match.index),
    );
    let typed = '';
    let offset = 0;
    for (const index of toDistinctIndices(rng, eligible.length, Math.round(rate * eligible.length))) {
      const at = eligible[index] ?? 0;
      const neighbours = toNeighbours(input.charAt(at));
      typed += input.slice(offset, at) + neighbours.charAt(rng.int(0, neighbours.length - 1));
      offset = at + 1;
    }
    return withInput(prompt, typed + input.slice(offset));
  },
});

function toNeighbours(letter: string): string {
  const lower = letter.toLowerCase();
  const neighbours = NEIGHBOURS[lower] ?? lower;
  return letter === lower ? neighbours : neighbours.toUpperCase();
}
