import { answerEntropy } from '#core/stats/answer-entropy.ts';
import { bestWorstSpread } from '#core/stats/best-worst-spread.ts';
import { icc1 } from '#core/stats/icc1.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import { krippendorffAlpha } from '#core/stats/krippendorff-alpha.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { modalShare } from '#core/stats/modal-share.ts';
import type { Observation } from '#core/stats/observation.ts';
import { halOutcomeConsistency, outcomeConsistency } from '#core/stats/outcome-consistency.ts';
import { pairedDiff, toSamplePairs } from '#core/stats/paired-diff.ts';
import { runAccuracySd } from '#core/stats/run-accuracy-sd.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { varianceDecomposition } from '#core/stats/variance-decomposition.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

const EPOCHS = 5;
type Answer = 'A' | 'B' | 'C' | null;
type Table = readonly (readonly Answer[])[];

const answer = fc.constantFrom<Answer>('A', 'B', 'C', null);
/** Up to 14 samples of up to five trials in up to eleven clusters; "A" is right. */
const tables: fc.Arbitrary<Table> = fc.array(fc.array(answer, { minLength: 1, maxLength: EPOCHS }), {
  minLength: 1,
  maxLength: 14,
});

function toObservations(table: Table): readonly Observation[] {
  return table.flatMap((answers, index) =>
    answers.map((given, epoch) => {
      const success = given === 'A' ? 1 : 0;
      const names = { sampleId: `s${index}`, clusterId: `c${index % 11}`, conditionId: 'original' };
      return { ...names, epoch: epoch + 1, value: success, success, answer: given };
    }),
  );
}

interface Case {
  readonly estimate: (samples: readonly SampleOutcomes[], settings: IntervalSettings) => MetricResult;
  readonly range: readonly [number, number];
}

const cases: Readonly<Record<string, Case>> = {
  'outcome_consistency@c': { estimate: outcomeConsistency, range: [-1, 1] },
  'hal_outcome_consistency@b': { estimate: halOutcomeConsistency, range: [0, 1] },
  best_worst_spread: { estimate: (samples, settings) => bestWorstSpread(samples, EPOCHS, settings), range: [0, 1] },
  modal_share: { estimate: modalShare, range: [1 / EPOCHS, 1] },
  answer_entropy: {
    estimate: (samples, settings) => answerEntropy(samples, 'plug-in', settings),
    range: [0, Math.log(EPOCHS)],
  },
  'answer_entropy, normalised': {
    estimate: (samples, settings) => answerEntropy(samples, 'normalised', settings),
    range: [0, 1],
  },
  'krippendorff_alpha of outcomes': {
    estimate: (samples, settings) => krippendorffAlpha(samples, 'outcome', settings),
    range: [-Infinity, 1],
  },
  'krippendorff_alpha of answers': {
    estimate: (samples, settings) => krippendorffAlpha(samples, 'answer', settings),
    range: [-Infinity, 1],
  },
  icc1: { estimate: icc1, range: [-1, 1] },
  'variance within': {
    estimate: (samples, settings) => varianceDecomposition(samples, 'within', settings),
    range: [0, 0.5],
  },
  'variance between': {
    estimate: (samples, settings) => varianceDecomposition(samples, 'between', settings),
    range: [0, 0.5],
  },
  'removable share': {
    estimate: (samples, settings) => varianceDecomposition(samples, 'removable-share', settings),
    range: [0, 1],
  },
};

describe.each(Object.entries(cases))('%s', (_, { estimate, range }) => {
  test.prop([tables])('is in its range with an interval around it, or null with a reason', (table) => {
    const { value, interval, reason, n, clusters } = estimate(
      toSampleOutcomes(toObservations(table)),
      createIntervalSettings(),
    );
    expect(clusters).toBeLessThanOrEqual(n);
    expect(reason === null).toBe(value !== null && interval !== null);
    if (value === null) {
      expect(interval).toBeNull();
      return;
    }
    expect(value).toBeGreaterThanOrEqual(range[0] - 1e-9);
    expect(value).toBeLessThanOrEqual(range[1] + 1e-9);
    if (interval !== null) expect(interval.lower).toBeLessThanOrEqual(interval.upper ?? Number.NaN);
  });

  test.prop([tables, fc.integer()])('does not depend on the order of samples, epochs or rows', (table, seed) => {
    const rows = toObservations(table);
    // Epochs numbered backwards, rows in another order, each sample's trials among themselves.
    const other = rows
      .map((row, index) => ({ row: { ...row, epoch: EPOCHS + 1 - row.epoch }, key: Math.imul(index + 1, seed | 1) }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ row }) => row);
    const of = (observations: readonly Observation[]) =>
      estimate(toSampleOutcomes(observations), createIntervalSettings());
    expect(of(other)).toEqual(of(rows));
  });
});

/** Averages over samples, which copies of the samples cannot change. */
const means = Object.entries(cases).filter(
  ([name]) => !['krippendorff', 'icc1', 'variance between', 'removable'].some((start) => name.startsWith(start)),
);

describe.each(means)('%s', (_, { estimate }) => {
  test.prop([tables])('keeps value and interval when every sample comes twice in its cluster', (table) => {
    const rows = toObservations(table);
    const twice = [...rows, ...rows.map((row) => ({ ...row, sampleId: `${row.sampleId}-copy` }))];
    const once = estimate(toSampleOutcomes(rows), createIntervalSettings());
    const doubled = estimate(toSampleOutcomes(twice), createIntervalSettings());
    if (once.value === null) return;
    expect(doubled.n).toBe(2 * once.n);
    expect(doubled.value).toBeCloseTo(once.value, 12);
    expect(doubled.interval?.lower ?? 9).toBeCloseTo(once.interval?.lower ?? 9, 9);
    expect(doubled.interval?.upper ?? 9).toBeCloseTo(once.interval?.upper ?? 9, 9);
  });
});

describe('runs', () => {
  const complete = fc.array(fc.array(answer, { minLength: EPOCHS, maxLength: EPOCHS }), {
    minLength: 1,
    maxLength: 12,
  });

  test.prop([complete])(
    'the deviation of run accuracies is within its range, whichever order the samples have',
    (table) => {
      const { value } = runAccuracySd(toObservations(table), EPOCHS, 0.95);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(Math.sqrt(EPOCHS / (EPOCHS - 1)) / 2 + 1e-12);
      expect(runAccuracySd(toObservations(table).toReversed(), EPOCHS, 0.95).value).toBeCloseTo(
        value ?? Number.NaN,
        12,
      );
    },
  );
});

describe('a paired difference', () => {
  test.prop([tables, tables])('changes its sign when the systems are swapped', (first, second) => {
    const [a, b] = [first, second].map((table) => toSampleOutcomes(toObservations(table)));
    if (a === undefined || b === undefined) return;
    const forth = pairedDiff(toSamplePairs(a, b), createIntervalSettings());
    const back = pairedDiff(toSamplePairs(b, a), createIntervalSettings());
    expect(back.n).toBe(forth.n);
    if (forth.value === null) return;
    expect(back.value).toBeCloseTo(-forth.value, 12);
    expect(back.interval?.upper ?? 0).toBeCloseTo(-(forth.interval?.lower ?? 0), 9);
    expect(forth.value).toBeGreaterThanOrEqual(-1);
    expect(forth.value).toBeLessThanOrEqual(1);
  });

  test.prop([tables])('of a system with itself is 0', (table) => {
    const samples = toSampleOutcomes(toObservations(table));
    expect(pairedDiff(toSamplePairs(samples, samples), createIntervalSettings()).value ?? 0).toBe(0);
  });
});
