import { cochranQ } from '#core/stats/cochran-q.ts';
import { formatSdPaired } from '#core/stats/format-sd-paired.ts';
import { formatSd } from '#core/stats/format-sd.ts';
import { formatSpreadNull } from '#core/stats/format-spread-null.ts';
import { formatSpread } from '#core/stats/format-spread.ts';
import { avgP, cps, maxP, perfQuantile, saturation } from '#core/stats/prompt-performance.ts';
import type { SampleColumns } from '#core/stats/score-matrix.ts';
import { toColumnMeans, toScoreMatrix } from '#core/stats/score-matrix.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { mulberry32 } from '#tests/support/mulberry32.ts';
import { describe, expect, test } from 'vitest';
import { FIX5, toSamples } from './fixtures.ts';

const settings = createIntervalSettings();
const conditions = [FIX5.base, ...FIX5.perturbed].map((digits) => toSamples(digits.split('')));
const fix5 = toScoreMatrix(conditions);

/** Rows from one list of scores per sample, each its own cluster. */
function toMatrix(rows: readonly (readonly number[])[]): readonly SampleColumns[] {
  return rows.map((columns, index) => ({ sampleId: `t${index}`, clusterId: `t${index}`, columns }));
}

/** 200 samples under five formats that pass 124, 140, 132, 116 and 142 of them: the accuracies that METRICS §3.6 prints. */
const printed = toMatrix(
  Array.from({ length: 200 }, (_, index) => [124, 140, 132, 116, 142].map((passed) => (index < passed ? 1 : 0))),
);

describe('a score matrix', () => {
  test('keeps samples with every condition, in the order of the first', () => {
    const matrix = toScoreMatrix([toSamples(['1', '0', '11']), toSamples(['10', '0'])]);
    expect(matrix.map(({ sampleId, columns }) => [sampleId, columns])).toEqual([
      ['t1', [1, 0.5]],
      ['t2', [0, 0]],
    ]);
    expect(toColumnMeans(matrix)).toEqual([0.5, 0.25]);
    expect(toScoreMatrix([])).toEqual([]);
    expect(toColumnMeans([])).toEqual([]);
  });
});

describe('format_spread', () => {
  test('of the printed accuracies is .13, inside its interval', () => {
    const { value, interval } = formatSpread(printed, settings);
    expect(value).toBeCloseTo(0.13, 12);
    expect(interval?.method).toBe('CI-BSN');
    expect(interval?.lower).toBeLessThan(0.13);
    expect(interval?.upper).toBeGreaterThan(0.13);
  });

  test('needs three formats and a sample', () => {
    expect(formatSpread(toMatrix([[1, 0]]), settings)).toMatchObject({
      value: null,
      reason: 'a spread needs at least 3 formats; there are 2',
    });
    expect(formatSpread([], settings).reason).toBe('no sample has completed trials under every format');
    expect(formatSpreadNull([], settings)).toBeNull();
  });

  test('with formats that never differ has no interval, and says so', () => {
    const same = toMatrix(Array.from({ length: 20 }, (_, index) => [index % 2, index % 2, index % 2]));
    expect(formatSpread(same, settings)).toMatchObject({
      value: 0,
      interval: null,
      reason: 'no resample differs from the sample, so the spread is unknown',
    });
    expect(formatSpreadNull(same, settings)).toEqual({ nullMean: 0, excess: 0, pValue: 1 });
  });

  test('under the null has the mean that METRICS simulates: .140 at n = 100, p = .7, J = 10', () => {
    const uniform = mulberry32(7);
    const matrix = toMatrix(
      Array.from({ length: 100 }, () => Array.from({ length: 10 }, () => (uniform() < 0.7 ? 1 : 0))),
    );
    const spreadNull = formatSpreadNull(matrix, createIntervalSettings({ resamples: 4000 }));
    expect(Math.abs((spreadNull?.nullMean ?? 0) - 0.14)).toBeLessThan(0.01);
  });

  test('has the permutation distribution of an enumeration', () => {
    const rows = [
      [1, 0, 0],
      [1, 1, 0],
    ];
    const spreads = rows[0]?.flatMap((_, first) =>
      [0, 1, 2].map((second) => {
        // The place of the only 1 in the first row, of the only 0 in the second.
        const sums = [0, 1, 2].map((column) => (column === first ? 1 : 0) + (column === second ? 0 : 1));
        return (Math.max(...sums) - Math.min(...sums)) / 2;
      }),
    );
    const exact = (spreads ?? []).reduce((sum, spread) => sum + spread, 0) / 9;
    const result = formatSpreadNull(toMatrix(rows), createIntervalSettings({ resamples: 20_000 }));
    expect(result?.nullMean).toBeCloseTo(exact, 2);
    expect(result?.excess).toBeCloseTo(1 - exact, 2);
    expect(result?.pValue).toBeCloseTo((spreads ?? []).filter((spread) => spread >= 1).length / 9, 2);
  });

  test('permutes the samples of a cluster together', () => {
    // Two samples that answer alike: permuted alike their spread is always 1, permuted apart it is 1 in a third of the cases.
    const rows = [
      { sampleId: 'a', clusterId: 'c', columns: [1, 0, 0] },
      { sampleId: 'b', clusterId: 'c', columns: [1, 0, 0] },
    ];
    expect(formatSpreadNull(rows, settings)?.nullMean).toBeCloseTo(1, 12);
  });
});

describe('format_sd', () => {
  test('of the printed accuracies takes the printed noise away', () => {
    expect(formatSd(printed).value).toBeCloseTo(0.043068, 6);
    expect(formatSd(printed).interval).toBeNull();
  });

  test('needs two samples and three formats', () => {
    expect(formatSd(toMatrix([[1, 0, 1]])).value).toBeNull();
    expect(formatSdPaired(toMatrix([[1, 0, 1]]), settings).value).toBeNull();
    expect(formatSdPaired([], settings).reason).toBe('no sample has completed trials under every format');
  });

  test('@b is the variance component of a two-way analysis of variance', () => {
    const rows = [
      [1, 0.5, 0],
      [0.5, 0.5, 0.25],
      [1, 1, 0.5],
      [0.25, 0, 0],
    ];
    // Format means .6875, .5, .1875; MS_format .255208, MS_residual .039931.
    expect(formatSdPaired(toMatrix(rows), settings).value).toBeCloseTo(Math.sqrt((0.255208 - 0.039931) / 4), 5);
  });

  test('@b sees a spread that @a takes for noise, because formats share the noise of the samples', () => {
    // Half of the samples always pass; of the others one in ten passes under the first format only.
    const rows = Array.from({ length: 200 }, (_, index) =>
      index < 100 ? [1, 1, 1] : [index % 10 === 0 ? 1 : 0, 0, 0],
    );
    expect(formatSd(toMatrix(rows)).value).toBe(0);
    const paired = formatSdPaired(toMatrix(rows), settings);
    expect(paired.value).toBeGreaterThan(0.02);
    expect(paired.interval?.method).toBe('CI-BS');
  });
});

describe("Cochran's Q", () => {
  test('of the four conditions of FIX-5 is the printed one', () => {
    const result = cochranQ(fix5);
    expect(result?.q).toBeCloseTo(2.538462, 6);
    expect(result?.degreesOfFreedom).toBe(3);
    expect(result?.pValue).toBeCloseTo(0.46838, 6);
  });

  test('is null for scores between 0 and 1, for clusters, for one condition, and where nothing differs', () => {
    expect(cochranQ(toMatrix([[0.5, 1]]))).toBeNull();
    expect(cochranQ([...fix5, ...fix5])).toBeNull();
    expect(cochranQ(toMatrix([[1], [0]]))).toBeNull();
    expect(
      cochranQ(
        toMatrix([
          [1, 1],
          [0, 0],
        ]),
      ),
    ).toBeNull();
    expect(cochranQ([])).toBeNull();
  });
});

describe('performance over prompts', () => {
  test('of FIX-5 is the printed one', () => {
    expect(maxP(fix5, settings).value).toBeCloseTo(0.75, 6);
    expect(avgP(fix5, settings).value).toBeCloseTo(0.65625, 6);
    expect(saturation(fix5, settings).value).toBeCloseTo(0.90625, 6);
    expect(cps(fix5, settings).value).toBeCloseTo(0.679688, 6);
    expect(avgP(fix5, settings).interval?.method).toBe('CI-T');
  });

  test('has quantiles from 1/q prompts on', () => {
    expect(perfQuantile(printed, 0.5, settings).value).toBeCloseTo(0.66, 12);
    expect(perfQuantile(printed, 0.05, settings)).toMatchObject({
      value: null,
      reason: 'this needs at least 20 prompts; there are 5',
    });
    const twenty = toMatrix([Array.from({ length: 20 }, (_, index) => index / 20)]);
    expect(perfQuantile(twenty, 0.05, settings).value).toBeCloseTo(0.0475, 12);
  });

  test('needs two prompts and a sample', () => {
    for (const metric of [maxP, avgP, saturation, cps]) {
      expect(metric([], settings).reason).toBe('no sample has completed trials under every prompt');
      expect(metric(toMatrix([[1]]), settings).reason).toBe('this needs at least 2 prompts; there are 1');
    }
  });

  test('has intervals that hold the value and stay in [0, 1]', () => {
    for (const metric of [maxP, saturation, cps]) {
      const { value, interval } = metric(printed, settings);
      expect(interval?.lower).toBeLessThanOrEqual(value ?? -1);
      expect(interval?.upper).toBeGreaterThanOrEqual(value ?? 2);
      expect(interval?.upper).toBeLessThanOrEqual(1);
    }
  });
});
