import { createRng } from '#core/rng/rng.ts';
import { exactMatchRate } from '#core/stats/exact-match-rate.ts';
import type { SampleTexts } from '#core/stats/sample-texts.ts';
import { toTextPairs } from '#core/stats/sample-texts.ts';
import { tarRaw } from '#core/stats/tar-raw.ts';
import { chrf1, levSim } from '#core/stats/text-similarity.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';

const settings = createIntervalSettings();
const rng = createRng('pairs');

const toTexts = (index: number, texts: readonly string[]): SampleTexts => ({
  sampleId: `t${index}`,
  clusterId: `t${index}`,
  texts,
});

describe('pairs of texts', () => {
  test('are all of them when they are few', () => {
    const { pairs } = toTextPairs(toTexts(1, ['c', 'a', 'b']), 5, rng);
    expect(pairs).toEqual([
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ]);
    expect(toTextPairs(toTexts(1, ['a']), 5, rng).pairs).toEqual([]);
  });

  test('are a draw without repetition that does not depend on the order of the trials', () => {
    const texts = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const { pairs } = toTextPairs(toTexts(1, texts), 5, rng);
    expect(new Set(pairs.map((pair) => pair.join())).size).toBe(5);
    expect(pairs.every(([a, b]) => a < b)).toBe(true);
    expect(toTextPairs(toTexts(1, texts.toReversed()), 5, rng).pairs).toEqual(pairs);
    expect(toTextPairs(toTexts(2, texts), 5, rng).pairs).not.toEqual(pairs);
  });

  test('reach every pair over many samples, as often as one another', () => {
    const counts = new Map<string, number>();
    for (let sample = 0; sample < 2000; sample += 1) {
      for (const pair of toTextPairs(toTexts(sample, ['a', 'b', 'c', 'd', 'e']), 5, rng).pairs) {
        counts.set(pair.join(), (counts.get(pair.join()) ?? 0) + 1);
      }
    }
    // 10 pairs, each with mean 1000 and a standard deviation of 22.
    expect(counts.size).toBe(10);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(110);
  });
});

describe('similarity of the texts of a sample', () => {
  const toPairs = (samples: readonly (readonly string[])[]) =>
    samples.map((texts, index) => toTextPairs(toTexts(index, texts), 5, rng));

  test('is the mean over its pairs, then over samples', () => {
    const samples = toPairs([
      ['ab', 'ab', 'ac'],
      ['x', 'x'],
    ]);
    // Pairs of the first: 1, ½, ½.
    expect(levSim(samples, settings)).toMatchObject({ value: (2 / 3 + 1) / 2, n: 2 });
    expect(chrf1(samples, settings).value).toBeCloseTo(((1 + 0.25 + 0.25) / 3 + 1) / 2, 12);
  });

  test('of single trials is undefined', () => {
    const nothing = { value: null, reason: 'no sample has 2 completed trials', interval: null, n: 0, clusters: 0 };
    expect(levSim(toPairs([['a']]), settings)).toEqual(nothing);
    expect(chrf1(toPairs([['a']]), settings)).toEqual(nothing);
    expect(exactMatchRate([toTexts(1, ['a'])], settings)).toEqual(nothing);
  });

  test('exact matches count raw texts, all pairs of them', () => {
    const samples = [toTexts(1, ['a', 'a', 'a ', 'b']), toTexts(2, ['x', 'x'])];
    expect(exactMatchRate(samples, settings).value).toBeCloseTo((1 / 6 + 1) / 2, 12);
  });
});

describe('TARr@N', () => {
  test('of 40 agreeing samples in 50 has the printed interval', () => {
    const samples = Array.from({ length: 50 }, (_, index) => toTexts(index, index < 40 ? ['a', 'a'] : ['a', 'A']));
    expectInterval(tarRaw(samples, 2, settings).interval, 'CI-W', 0.669629, 0.887563);
  });

  test('takes a space more for another text, and exactly N trials', () => {
    expect(tarRaw([toTexts(1, ['a', 'a '])], 2, settings).value).toBe(0);
    expect(tarRaw([toTexts(1, ['a', 'a'])], 3, settings).reason).toBe('no sample has exactly 3 completed trials');
  });
});
