import { bonettPriceInterval, bonettPricePValue } from '#core/stats/bonett-price-interval.ts';
import { holmAdjust } from '#core/stats/holm.ts';
import { logRatioInterval, logRatioStandardError } from '#core/stats/log-ratio-interval.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { describe, expect, test } from 'vitest';

describe('the Bonett–Price interval', () => {
  const counts = { firstOnly: 6, secondOnly: 3, n: 100 };

  test('of 6 against 3 in 100 is the printed one at 95 % and at 90 %', () => {
    expectInterval(bonettPriceInterval(counts, 0.95).interval, 'CI-BP', -0.034062, 0.092886);
    expectInterval(bonettPriceInterval(counts, 0.9).interval, 'CI-BP', -0.023857, 0.082681);
  });

  test('ends at 0 at the level of its p-value', () => {
    const uneven = { firstOnly: 2, secondOnly: 14, n: 60 };
    const { interval } = bonettPriceInterval(uneven, 1 - bonettPricePValue(uneven));
    expect(interval?.upper).toBeCloseTo(0, 9);
    expect(bonettPricePValue({ firstOnly: 4, secondOnly: 4, n: 9 })).toBe(1);
  });

  test('keeps a width where no pair differs, and is missing without pairs', () => {
    expect(bonettPriceInterval({ firstOnly: 0, secondOnly: 0, n: 20 }, 0.95).interval?.upper).toBeGreaterThan(0.1);
    expect(bonettPriceInterval({ firstOnly: 0, secondOnly: 0, n: 0 }, 0.95)).toEqual({
      interval: null,
      reason: 'there are no samples',
    });
  });
});

describe('the log-ratio interval', () => {
  // METRICS §3.3: FIX-5, mean of three perturbations of each sample against the base.
  const base = [1, 1, 1, 1, 1, 0, 0, 1];
  const parts = [3, 2, 1, 2, 3, 1, 0, 3].map((passed, index) => ({
    numerator: passed / 3,
    denominator: base[index] ?? 0,
  }));

  test('has the printed standard error and bounds', () => {
    expect(logRatioStandardError(parts)).toBeCloseTo(0.151186, 6);
    expectInterval(logRatioInterval(parts, 0.95).interval, 'CI-R', 0.582854, 1.191456);
  });

  test('says why there is none', () => {
    const toReason = (pairs: readonly (readonly [number, number])[]): string | null =>
      logRatioInterval(
        pairs.map(([numerator, denominator]) => ({ numerator, denominator })),
        0.95,
      ).reason;
    expect(toReason([[1, 1]])).toBe('an interval needs at least 2 clusters');
    expect(
      toReason([
        [0, 1],
        [0, 1],
      ]),
    ).toBe('a ratio of 0 has no logarithm, so it has no interval');
    expect(
      toReason([
        [1, 2],
        [2, 4],
      ]),
    ).toBe('every sample has the same ratio, so its spread is unknown');
  });
});

describe("Holm's adjustment", () => {
  test('is the printed one, in the order of the tests', () => {
    const adjusted = holmAdjust([0.2, 0.001, 0.03, 0.02]);
    for (const [index, expected] of [0.2, 0.004, 0.06, 0.06].entries()) {
      expect(adjusted[index]).toBeCloseTo(expected, 12);
    }
  });

  test('of one test changes nothing, and of none is nothing', () => {
    expect(holmAdjust([0.03])).toEqual([0.03]);
    expect(holmAdjust([])).toEqual([]);
  });
});
