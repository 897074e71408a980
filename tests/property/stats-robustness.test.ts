import { attackSuccessRate } from '#core/stats/attack-success-rate.ts';
import { cochranQ } from '#core/stats/cochran-q.ts';
import { editDistance } from '#core/stats/edit-distance.ts';
import { excessFlipSymmetric } from '#core/stats/excess-flip-symmetric.ts';
import { excessFlip } from '#core/stats/excess-flip.ts';
import { flipRate } from '#core/stats/flip-rate.ts';
import { formatSdPaired } from '#core/stats/format-sd-paired.ts';
import { formatSpreadNull } from '#core/stats/format-spread-null.ts';
import { formatSpread } from '#core/stats/format-spread.ts';
import { holmAdjust } from '#core/stats/holm.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { negativeFlipRate } from '#core/stats/negative-flip-rate.ts';
import type { Observation } from '#core/stats/observation.ts';
import { toPairedSamples } from '#core/stats/paired-sample.ts';
import type { PairedSample } from '#core/stats/paired-sample.ts';
import { avgP, cps, maxP, perfQuantile, saturation } from '#core/stats/prompt-performance.ts';
import { halRobustnessRatio, pdr, robustnessRatio } from '#core/stats/robustness-ratio.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { SampleColumns } from '#core/stats/score-matrix.ts';
import { worstCaseAcc } from '#core/stats/worst-case-acc.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

const settings = createIntervalSettings();
const Answers = fc.array(fc.constantFrom('A', 'B', 'C', null), { minLength: 1, maxLength: 4 });

/** Pairs of up to 14 samples in up to 11 clusters under one to three conditions; "A" is right. */
const pairTables = fc
  .array(fc.tuple(Answers, fc.array(Answers, { minLength: 1, maxLength: 3 })), { minLength: 1, maxLength: 14 })
  .map((rows) => rows.map(([baseline, conditions], index) => ({ index, baseline, conditions })));

type PairRow = { index: number; baseline: (string | null)[]; conditions: (string | null)[][] };

function toObservations(index: number, answers: readonly (string | null)[], copy = 0): readonly Observation[] {
  return answers.map((answer, epoch) => ({
    sampleId: `s${index}-${copy}`,
    clusterId: `c${index % 11}`,
    conditionId: 'any',
    epoch: epoch + 1,
    value: answer === 'A' ? 1 : 0,
    success: answer === 'A' ? 1 : 0,
    answer,
  }));
}

function toPairs(rows: readonly PairRow[], copies = 1): readonly PairedSample[] {
  const repeated = rows.flatMap((row) => Array.from({ length: copies }, (_, copy) => ({ row, copy })));
  const toCondition = (condition: number) =>
    toSampleOutcomes(
      repeated.flatMap(({ row, copy }) => toObservations(row.index, row.conditions[condition] ?? [], copy)),
    );
  return toPairedSamples(
    toSampleOutcomes(repeated.flatMap(({ row, copy }) => toObservations(row.index, row.baseline, copy))),
    [0, 1, 2].map(toCondition),
    new Map(),
  );
}

type PairMetric = (pairs: readonly PairedSample[], settings: IntervalSettings) => MetricResult;

const pairMetrics: Readonly<Record<string, readonly [metric: PairMetric, lowest: number, highest: number]>> = {
  flipRateOfAnswers: [(pairs, own) => flipRate(pairs, 'answer', own), 0, 1],
  flipRateOfOutcomes: [(pairs, own) => flipRate(pairs, 'outcome', own), 0, 1],
  negativeFlipRate: [negativeFlipRate, 0, 1],
  attackSuccessRate: [attackSuccessRate, 0, 1],
  excessFlipSymmetric: [(pairs, own) => excessFlipSymmetric(pairs, 'answer', own), -0.5, 1],
  robustnessRatio: [robustnessRatio, 0, Number.POSITIVE_INFINITY],
  halRobustnessRatio: [halRobustnessRatio, 0, 1],
  pdr: [pdr, Number.NEGATIVE_INFINITY, 1],
  worstCaseAcc: [worstCaseAcc, 0, 1],
};

function expectLawful(result: MetricResult, lowest: number, highest: number): void {
  if (result.value === null) {
    expect(result.interval).toBeNull();
    expect(result.reason).not.toBeNull();
    return;
  }
  expect(result.value).toBeGreaterThanOrEqual(lowest - 1e-9);
  expect(result.value).toBeLessThanOrEqual(highest + 1e-9);
  expect(result.interval === null).toBe(result.reason !== null);
  expect(result.interval?.lower ?? 0).toBeLessThanOrEqual(result.interval?.upper ?? 0);
}

describe.each(Object.entries(pairMetrics))('%s', (_, [metric, lowest, highest]) => {
  test.prop([pairTables])('is in its range, or null with a reason', (rows) => {
    expectLawful(metric(toPairs(rows), settings), lowest, highest);
  });

  test.prop([pairTables])('does not depend on the order of samples, conditions and trials', (rows) => {
    const reversed = rows.toReversed().map(({ index, baseline, conditions }) => ({
      index,
      baseline: baseline.toReversed(),
      conditions: conditions.toReversed().map((answers) => answers.toReversed()),
    }));
    const { value } = metric(toPairs(rows), settings);
    const other = metric(toPairs(reversed), settings).value;
    expect(other === null).toBe(value === null);
    expect(other ?? 0).toBeCloseTo(value ?? 0, 10);
  });

  test.prop([pairTables])('does not gain certainty from samples copied within their clusters', (rows) => {
    const once = metric(toPairs(rows), createIntervalSettings());
    const twice = metric(toPairs(rows, 2), createIntervalSettings());
    expect(twice.value ?? 0).toBeCloseTo(once.value ?? 0, 10);
    // CI-W is for samples that are their own clusters, which copies are not.
    if (once.interval?.method !== twice.interval?.method) return;
    expect(twice.interval?.lower ?? 0).toBeCloseTo(once.interval?.lower ?? 0, 8);
    expect(twice.interval?.upper ?? 0).toBeCloseTo(once.interval?.upper ?? 0, 8);
  });
});

test.prop([pairTables])('excess_flip is the symmetric form plus the added noise ½(self_j − self_0)', (rows) => {
  const one = rows.map((row) => ({ ...row, conditions: row.conditions.slice(0, 1) }));
  const repeated = one.filter(({ baseline, conditions }) => baseline.length > 1 && (conditions[0]?.length ?? 0) > 1);
  if (repeated.length === 0) return;
  const swapped = repeated.map(({ index, baseline, conditions: [perturbed = []] }) => ({
    index,
    baseline: perturbed,
    conditions: [baseline],
  }));
  const there = excessFlip(toPairs(repeated), 'answer', settings).value ?? Number.NaN;
  const back = excessFlip(toPairs(swapped), 'answer', settings).value ?? Number.NaN;
  expect(excessFlipSymmetric(toPairs(repeated), 'answer', settings).value).toBeCloseTo((there + back) / 2, 10);
});

const matrices = fc
  .tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 3, max: 5 }))
  .chain(([samples, formats]) =>
    fc.array(fc.array(fc.constantFrom(0, 0.25, 0.5, 1), { minLength: formats, maxLength: formats }), {
      minLength: samples,
      maxLength: samples,
    }),
  )
  .map((rows) =>
    rows.map((columns, index): SampleColumns => ({ sampleId: `s${index}`, clusterId: `c${index}`, columns })),
  );

describe('formats', () => {
  test.prop([matrices])('have metrics in their ranges, best above mean above nothing', (matrix) => {
    for (const metric of [formatSpread, formatSdPaired, maxP, avgP, saturation, cps]) {
      expectLawful(metric(matrix, settings), 0, 1);
    }
    const best = maxP(matrix, settings).value ?? 0;
    expect(best).toBeGreaterThanOrEqual((avgP(matrix, settings).value ?? 1) - 1e-12);
    expect(best).toBeGreaterThanOrEqual((perfQuantile(matrix, 0.5, settings).value ?? 1) - 1e-12);
    expect(cps(matrix, settings).value).toBeCloseTo(best * (saturation(matrix, settings).value ?? 0), 10);
  });

  test.prop([matrices])(
    'spread alike in any order of formats, and the null does not depend on which is first',
    (matrix) => {
      const reversed = matrix.map((row) => ({ ...row, columns: row.columns.toReversed() }));
      expect(formatSpread(reversed, settings).value).toBeCloseTo(formatSpread(matrix, settings).value ?? 9, 10);
      const spreadNull = formatSpreadNull(matrix, createIntervalSettings());
      expect(spreadNull?.pValue).toBeGreaterThan(0);
      expect(spreadNull?.pValue).toBeLessThanOrEqual(1);
      expect(spreadNull?.excess).toBeCloseTo(
        (formatSpread(matrix, settings).value ?? 9) - (spreadNull?.nullMean ?? 0),
        10,
      );
    },
  );

  test.prop([matrices])("Cochran's Q is 0 or more, and 0 only where all formats are alike", (matrix) => {
    const binary = matrix.map((row) => ({ ...row, columns: row.columns.map((score) => (score === 1 ? 1 : 0)) }));
    const test = cochranQ(binary);
    if (test === null) return;
    expect(test.q).toBeGreaterThanOrEqual(-1e-9);
    expect(test.q < 1e-9).toBe((formatSpread(binary, settings).value ?? 1) < 1e-9);
  });
});

const Sequence = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 90 });

describe('the edit distance', () => {
  test.prop([Sequence, Sequence])('is a metric between its bounds', (a, b) => {
    const distance = editDistance(a, b);
    expect(distance).toBe(editDistance(b, a));
    expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
    expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
    expect(editDistance(a, a)).toBe(0);
  });

  test.prop([Sequence, Sequence, Sequence])('takes no detour', (a, b, c) => {
    expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
  });
});

describe("Holm's adjustment", () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

  test.prop([pValues])('lies between the p-value and Bonferroni, in the same order', (values) => {
    const adjusted = holmAdjust(values);
    for (const [index, value] of values.entries()) {
      expect(adjusted[index]).toBeGreaterThanOrEqual(value);
      expect(adjusted[index]).toBeLessThanOrEqual(Math.min(1, values.length * value));
      for (const [other, rival] of values.entries()) {
        if (rival > value) expect(adjusted[other]).toBeGreaterThanOrEqual(adjusted[index] ?? 2);
      }
    }
  });
});
