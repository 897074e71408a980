import type { Rng } from '../rng/rng.ts';
import { toDistinctIndices } from '../rng/rng.ts';

/** The output texts of one sample's completed trials under one condition. */
export interface SampleTexts {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly texts: readonly string[];
}

/** Two texts of one sample. */
export type TextPair = readonly [string, string];

/** Pairs of texts of one sample that similarities are averaged over. */
export interface SampleTextPairs {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly pairs: readonly TextPair[];
}

/**
 * Pairs of different trials of a sample: all of them when there are at most `maxPairs`, else that many drawn without repetition. The
 * draw is over the texts in sorted order, so it does not depend on which epoch gave which.
 * @param rng gives each sample its own stream by its id.
 */
export function toTextPairs({ sampleId, clusterId, texts }: SampleTexts, maxPairs: number, rng: Rng): SampleTextPairs {
  const sorted = texts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const all = (sorted.length * (sorted.length - 1)) / 2;
  const kept =
    all <= maxPairs
      ? Array.from({ length: all }, (_, index) => index)
      : toDistinctIndices(rng.fork(sampleId), all, maxPairs);
  return { sampleId, clusterId, pairs: kept.map((index) => toPair(sorted, index)) };
}

/** The pair (i, j), i < j, at a position of the list (0, 1), (0, 2), (1, 2), (0, 3), … */
function toPair(texts: readonly string[], index: number): TextPair {
  let later = 1;
  while ((later * (later + 1)) / 2 <= index) later += 1;
  return [texts[index - (later * (later - 1)) / 2] ?? '', texts[later] ?? ''];
}
