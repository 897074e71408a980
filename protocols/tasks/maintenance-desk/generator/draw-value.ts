import type { Draw } from './draw.ts';
import { toSameTerm, type Term } from './lexicon.ts';
import { ASSET_KINDS, ASSET_QUALIFIERS } from './words/assets.ts';
import { FAULTS } from './words/faults.ts';
import { PARTS } from './words/parts.ts';
import { PEOPLE } from './words/people.ts';
import { PLACES } from './words/places.ts';
import { DAYS, MOMENTS, UNITS } from './words/times.ts';

/** What a log line may state: the keys of `extract` and the arguments of tools. */
export const VALUE_KEYS = ['asset', 'location', 'fault', 'since', 'reading', 'person', 'part'] as const;
export type ValueKey = (typeof VALUE_KEYS)[number];

/** A machine: a kind with a number from 1 to 30, or with a word such as "north". */
export function drawAsset(draw: Draw): Term {
  const kind = draw.word(ASSET_KINDS);
  if (draw.chance(75)) {
    const number = draw.int(1, 30);
    return { en: `${kind.en} ${number}`, hi: `${kind.hi} ${number}` };
  }
  const qualifier = draw.pick(ASSET_QUALIFIERS);
  return { en: `${qualifier.en} ${kind.en}`, hi: `${qualifier.hi} ${kind.hi}` };
}

/** `count` different machines. */
export function drawAssets(draw: Draw, count: number): readonly Term[] {
  const byEnglish = new Map<string, Term>();
  while (byEnglish.size < count) {
    const asset = drawAsset(draw);
    byEnglish.set(asset.en, asset);
  }
  return [...byEnglish.values()];
}

/** A value for a key of a log line. */
export function drawValue(draw: Draw, key: ValueKey): Term {
  switch (key) {
    case 'asset':
      return drawAsset(draw);
    case 'location':
      return draw.word(PLACES);
    case 'fault':
      return draw.word(FAULTS);
    case 'since':
      return drawSince(draw);
    case 'reading':
      return toSameTerm(`${draw.int(1, 99)} ${draw.pick(UNITS)}`);
    case 'person':
      return draw.word(PEOPLE);
    case 'part':
      return draw.word(PARTS);
    default:
      return key satisfies never;
  }
}

function drawSince(draw: Draw): Term {
  if (draw.chance(35)) return toSameTerm(`${draw.int(1, 12)}:${draw.pick(['00', '15', '30', '45'])}`);
  return draw.word(draw.chance(60) ? DAYS : MOMENTS);
}
