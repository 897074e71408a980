import { abstention, type AbstentionMeasure, type AbstentionTrial } from '#core/stats/predictability/abstention.ts';
import { corpNull } from '#core/stats/predictability/corp-null.ts';
import { coverageGuaranteed } from '#core/stats/predictability/coverage-guaranteed.ts';
import { crcControl } from '#core/stats/predictability/crc-control.ts';
import { measureConfidence } from '#core/stats/predictability/measure-confidence.ts';
import type { ConfidencePair } from '#core/stats/predictability/confidence-table.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';
import { FIX3, toPairs } from './predictability-fixtures.ts';

function find(pairs: readonly ConfidencePair[], metric: string, part?: string) {
  const found = measureConfidence(pairs, 'probability', createIntervalSettings()).find(
    (entry) => entry.metric === metric && (part === undefined || entry.params['part'] === part),
  );
  if (found === undefined) throw new Error(`no ${metric}`);
  return found.result;
}

/** FIX-3 twice over: samples t1 … t10 with two equal epochs each. */
const repeated = FIX3.flatMap((pair) => [pair, { ...pair, epoch: 2 }]);

/** Thirty samples with falling confidence; the more confident half is right more often. */
const thirty = toPairs(
  Array.from({ length: 30 }, (_, index) => 0.97 - index * 0.03),
  Array.from({ length: 30 }, (_, index): 0 | 1 => ((index * 7) % 10 < 8 - index / 5 ? 1 : 0)),
);

describe('measures of one source', () => {
  test('have DeLong and Wilson intervals when every sample has one trial', () => {
    expectInterval(find(FIX3, 'auroc').interval, 'logit-DeLong', 0.365253, 0.961677);
    expect(find(FIX3, 'sel_acc').interval?.method).toBe('CI-W');
  });

  test('resample whole samples when trials are repeated', () => {
    const single = find(FIX3, 'auroc');
    const double = find(repeated, 'auroc');
    expect(double.interval?.method).toBe('CI-BS');
    expect(double).toMatchObject({ value: single.value, n: 10, clusters: 10 });
    expect(find(repeated, 'brier').interval).toEqual(find(FIX3, 'brier').interval);
  });

  test('have a reflected interval where resampling repeats the optimism of the estimate, from 200 samples on', () => {
    const many = toPairs(
      Array.from({ length: 240 }, (_, index) => (index % 20) / 20 + 0.025),
      Array.from({ length: 240 }, (_, index): 0 | 1 => ((index * 7) % 20 < (index % 20) * 0.8 + 2 ? 1 : 0)),
    );
    const { value, interval } = find(many, 'corp_mcb');
    expect(interval?.method).toBe('CI-BSR');
    expect(interval?.lower).toBeGreaterThanOrEqual(0);
    expect(interval?.lower).toBeLessThanOrEqual(value ?? 0);
    expect(find(thirty, 'corp_mcb')).toMatchObject({
      interval: null,
      reason: expect.stringContaining('fewer than 200'),
    });
    expect(find(many, 'ece')).toMatchObject({ interval: null, reason: expect.stringContaining('bias of its bins') });
    expect(find(thirty, 'bss').interval?.method).toBe('CI-BS');
  });

  test('take the size of overconfidence from its signed interval', () => {
    const signed = find(thirty, 'overconfidence').interval;
    const size = find(thirty, 'ece_1bin');
    const ends = [Math.abs(signed?.lower ?? 9), Math.abs(signed?.upper ?? 9)];
    expect(size.interval?.upper).toBe(Math.max(...ends));
    expect(size.interval?.lower).toBe((signed?.lower ?? 0) <= 0 && (signed?.upper ?? 0) >= 0 ? 0 : Math.min(...ends));
  });

  test('keep CORP of few samples without an interval', () => {
    expect(find(FIX3, 'corp_mcb').value).toBeCloseTo(0.055417, 6);
    expect(find(FIX3, 'corp_mcb').interval).toBeNull();
  });

  test('have no interval where every trial has the same confidence', () => {
    const same = toPairs(
      Array.from({ length: 30 }, () => 0.7),
      Array.from({ length: 30 }, (_, index): 0 | 1 => (index % 3 === 0 ? 0 : 1)),
    );
    for (const metric of ['auroc', 'p_rc_exact']) {
      expect(find(same, metric)).toMatchObject({
        interval: null,
        reason: expect.stringContaining('spread is unknown'),
      });
    }
  });

  test('have no bootstrap interval with few clusters', () => {
    expect(find(FIX3.slice(0, 9), 'brier')).toMatchObject({
      interval: null,
      reason: expect.stringContaining('at least 10 clusters'),
    });
  });

  test('leave out the interval of a perfect ranking', () => {
    const perfect = toPairs(
      [...thirty].map((_, index) => 1 - index / 40),
      [...thirty].map((_, index) => (index < 15 ? 1 : 0)),
    );
    expect(find(perfect, 'auroc')).toMatchObject({ value: 1, interval: null });
    expect(find([...perfect, ...perfect.map((pair) => ({ ...pair, epoch: 2 }))], 'auroc')).toMatchObject({
      value: 1,
      interval: null,
      reason: expect.stringContaining('same value'),
    });
  });

  test('of no pairs are null with a reason, for each', () => {
    for (const { result } of measureConfidence([], 'probability', createIntervalSettings())) {
      expect(result).toEqual({ value: null, reason: 'no trial has a confidence', interval: null, n: 0, clusters: 0 });
    }
  });

  test('of a ranking are no scores of probabilities', () => {
    const names = measureConfidence(thirty, 'ranking', createIntervalSettings()).map(({ metric }) => metric);
    expect(names).toContain('auroc');
    expect(names).toContain('augrc');
    for (const name of ['brier', 'bss', 'nll', 'ece', 'corp_mcb', 'murphy']) expect(names).not.toContain(name);
  });

  test('name each number once', () => {
    const names = measureConfidence(thirty, 'probability', createIntervalSettings()).map(({ metric, params }) =>
      JSON.stringify([metric, params]),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the permutation null of CORP', () => {
  test('gives a small p-value where confidence ranks and a large one where it does not', () => {
    const settings = createIntervalSettings({ resamples: 999 });
    const ranked = toPairs(
      Array.from({ length: 40 }, (_, index) => 1 - index / 50),
      Array.from({ length: 40 }, (_, index) => (index < 20 ? 1 : 0)),
    );
    expect(corpNull(ranked, settings).pValue.value).toBe(1 / 1000);
    const unrelated = toPairs(
      Array.from({ length: 40 }, (_, index) => 1 - index / 50),
      Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 1 : 0)),
    );
    expect(corpNull(unrelated, createIntervalSettings({ resamples: 999 })).pValue.value).toBeGreaterThan(0.3);
  });

  test('keeps the outcomes of a sample together', () => {
    // Twelve samples of ten epochs, all right or all wrong, at two confidences; the six confident ones are right. As independent
    // trials p would be 1/1000; among samples the observed split is one of C(12, 6) = 924.
    const pairs = Array.from({ length: 12 }, (_, index) =>
      Array.from({ length: 10 }, (__, epoch) => ({
        sampleId: `s${String(index).padStart(2, '0')}`,
        clusterId: `s${String(index).padStart(2, '0')}`,
        epoch: epoch + 1,
        confidence: index < 6 ? 0.9 : 0.1,
        success: index < 6 ? (1 as const) : (0 as const),
      })),
    ).flat();
    const result = corpNull(pairs, createIntervalSettings({ resamples: 9240 }));
    expect(result.pValue.value ?? 0).toBeGreaterThan(0.3 / 924);
    expect(result.pValue.value ?? 1).toBeLessThan(3 / 924);
    // Discrimination of a split with k right ones among the confident: (k/6 − 1/2)² if k > 3, else 0; hypergeometric mean.
    expect(result.discrimination.value ?? 0).toBeCloseTo(0.0115, 2);
  });

  test('is the same whatever the order of the pairs', () => {
    expect(corpNull(thirty.toReversed(), createIntervalSettings())).toEqual(corpNull(thirty, createIntervalSettings()));
  });

  test('of nothing is null', () => {
    expect(corpNull([], createIntervalSettings()).pValue.value).toBeNull();
  });
});

describe('guarantees', () => {
  test('use one trial of each cluster', () => {
    const result = coverageGuaranteed(repeated, { risk: 0.2, delta: 0.05 }, createIntervalSettings());
    expect(result).toMatchObject({ value: 0, n: 10, clusters: 10, interval: null });
    expect(result.reason).toContain('10 independent samples');
    expect(coverageGuaranteed([], { risk: 0.2, delta: 0.05 }, createIntervalSettings()).value).toBeNull();
  });

  test('calibrate and report on clusters that do not meet', () => {
    const trials = Array.from({ length: 400 }, (_, index) => ({
      sampleId: `s${index}`,
      clusterId: `c${Math.floor(index / 2)}`,
      epoch: 1,
      confidence: ((index * 37) % 400) / 400,
      loss: (index * 37) % 400 < 80 ? 1 : 0,
    }));
    const { threshold, risk, coverage } = crcControl(trials, 0.1, createIntervalSettings());
    expect(threshold).toMatchObject({ n: 100, clusters: 100, interval: null });
    expect(risk.clusters).toBe(100);
    expect(risk.n).toBe(200);
    expect(risk.value ?? 1).toBeLessThan(0.2);
    expect(coverage.value ?? 0).toBeGreaterThan(0.8);
  });

  test('accept nothing with too few samples', () => {
    const trials = FIX3.map(({ success, ...pair }) => ({ ...pair, loss: 1 - success }));
    const { threshold, risk } = crcControl(trials, 0.1, createIntervalSettings());
    expect(threshold.value).toBeNull();
    expect(threshold.reason).toContain('never below 0.167');
    expect(risk.value).toBeNull();
  });
});

describe('abstention', () => {
  function toTrials(counts: readonly [number, number, number, number], clusterOf = (index: number) => `s${index}`) {
    const kinds = [
      { abstained: true, success: 0 },
      { abstained: true, success: 1 },
      { abstained: false, success: 0 },
      { abstained: false, success: 1 },
    ] as const;
    const flat = counts.flatMap((count, kind) => Array.from({ length: count }, () => kinds[kind] ?? kinds[0]));
    return flat.map((trial, index): AbstentionTrial => ({
      ...trial,
      sampleId: `s${index}`,
      clusterId: clusterOf(index),
    }));
  }
  const measures: readonly (readonly [AbstentionMeasure, number])[] = [
    ['rate', 0.16],
    ['precision', 0.75],
    ['recall', 0.4],
    ['selective_accuracy', 0.785714],
    ['calibration', 0.78],
  ];

  test.each(measures)('%s of 6, 2, 9, 33', (measure, expected) => {
    const result = abstention(toTrials([6, 2, 9, 33]), measure, createIntervalSettings());
    expect(result.value).toBeCloseTo(expected, 6);
    expect(result.interval?.method).toBe('CI-W');
  });

  test('resamples clusters where they hold several trials', () => {
    const trials = toTrials([6, 2, 9, 33], (index) => `c${index % 12}`);
    const result = abstention(trials, 'calibration', createIntervalSettings());
    expect(result.interval?.method).toBe('CI-BS');
    expect(result).toMatchObject({ n: 50, clusters: 12 });
    expect(result.value).toBeCloseTo(0.78, 12);
  });

  test('without a denominator is null', () => {
    const settings = createIntervalSettings();
    expect(abstention(toTrials([0, 0, 1, 1]), 'precision', settings)).toMatchObject({ value: null, interval: null });
    expect(abstention(toTrials([0, 1, 0, 1]), 'recall', settings).reason).toBe('no trial failed');
    expect(abstention(toTrials([1, 0, 0, 0]), 'selective_accuracy', settings).value).toBeNull();
    expect(abstention([], 'rate', settings).value).toBeNull();
  });
});
