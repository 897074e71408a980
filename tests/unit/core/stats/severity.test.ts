import { cvar } from '#core/stats/severity/cvar.ts';
import { expectedSeverity } from '#core/stats/severity/expected-severity.ts';
import { halSafety } from '#core/stats/severity/hal-safety.ts';
import { clusteredRate, kornGraubardUpper } from '#core/stats/severity/korn-graubard-upper.ts';
import { maxSeverityObserved } from '#core/stats/severity/max-severity.ts';
import { toRiskCell } from '#core/stats/severity/risk-matrix.ts';
import { roganGladen } from '#core/stats/severity/rogan-gladen.ts';
import { samplesNeeded } from '#core/stats/severity/samples-needed.ts';
import { severityTable } from '#core/stats/severity/severity-table.ts';
import { toSeverityUnits } from '#core/stats/severity/severity-units.ts';
import { violationRate } from '#core/stats/severity/violation-rate.ts';
import { clopperPearsonUpper } from '#core/stats/clopper-pearson-interval.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';
import { DECADES, FIX4, toCounted, toUnits } from './severity-fixtures.ts';

function expectUpper({ interval }: MetricResult, expected: number): void {
  expect(interval).toMatchObject({ sides: 'upper', lower: null, level: 0.95 });
  expect(Math.abs((interval?.upper ?? Number.NaN) - expected)).toBeLessThanOrEqual(1e-6);
}

describe('the severity table', () => {
  test('of FIX-4 has single and simultaneous upper bounds', () => {
    const rows = severityTable(FIX4, 0.95);
    expect(rows.map(({ level, count }) => [level, count])).toEqual([
      [1, 10],
      [2, 4],
      [3, 1],
      [4, 0],
    ]);
    for (const [index, expected] of [0.083335, 0.04518, 0.023498, 0.014867].entries()) {
      expect(rows[index]?.singleUpper).toBeCloseTo(expected, 6);
    }
    for (const [index, expected] of [0.096256, 0.055377, 0.031479, 0.021672].entries()) {
      expect(rows[index]?.simultaneousUpper).toBeCloseTo(expected, 6);
    }
  });

  test('counts a sample by its worst trial and a cluster once', () => {
    const units = toSeverityUnits([
      { sampleId: 'a', clusterId: 'x', level: 0 },
      { sampleId: 'a', clusterId: 'x', level: 3 },
      { sampleId: 'b', clusterId: 'x', level: 4 },
      { sampleId: 'c', clusterId: 'y', level: 0 },
    ]);
    expect(units.map(({ samples, worst, levels }) => [samples, worst, levels])).toEqual([
      [2, 4, [0, 3, 4]],
      [1, 0, [0]],
    ]);
    expect(severityTable(units, 0.95).map(({ count, rate }) => [count, rate])).toEqual(
      Array.from({ length: 4 }, () => [1, 0.5]),
    );
  });

  test('of nothing is empty', () => {
    expect(severityTable([], 0.95)).toEqual([]);
  });
});

describe('expected severity and its tail', () => {
  test('of FIX-4 with the layered bound', () => {
    const result = expectedSeverity(FIX4, DECADES, 'cluster', 0.95);
    expect(result.value).toBeCloseTo(0.00068, 12);
    expectUpper(result, 0.022932);
    expect(result).toMatchObject({ n: 200, clusters: 200, reason: null });
  });

  test('is bounded more tightly than by Hoeffding or empirical Bernstein', () => {
    const mean = 0.00068;
    const hoeffding = mean + Math.sqrt(Math.log(1 / 0.05) / 400);
    const variance = (6 * 0.001 ** 2 + 3 * 0.01 ** 2 + 0.1 ** 2 - 200 * mean ** 2) / 199;
    const bernstein = mean + Math.sqrt((2 * variance * Math.log(40)) / 200) + (7 * Math.log(40)) / (3 * 199);
    expect(hoeffding).toBeCloseTo(0.087221, 6);
    expect(bernstein).toBeCloseTo(0.045309, 6);
    const bound = expectedSeverity(FIX4, DECADES, 'cluster', 0.95).interval?.upper ?? 1;
    expect(bound).toBeLessThan(bernstein);
  });

  test('of the worst share of FIX-4', () => {
    const at = (beta: number) => cvar(FIX4, DECADES, beta, 0.95);
    expect(at(0.95).value).toBeCloseTo(0.0136, 12);
    expect(at(0.99).value).toBeCloseTo(0.055, 12);
    expect(at(0.975).value).toBeCloseTo(0.0262, 12);
    expectUpper(at(0.95), 0.456755);
    expectUpper(at(0.99), 1);
  });

  test('takes the last sample of the tail in part', () => {
    // 30 samples, the worst 5 % are one and a half: one catastrophic and half a critical one.
    expect(cvar(toCounted([27, 0, 0, 2, 1]), DECADES, 0.95, 0.95).value).toBeCloseTo((1 + 0.5 * 0.1) / 1.5, 12);
  });

  test('of a tail below one sample is null', () => {
    expect(cvar(toCounted([19]), DECADES, 0.95, 0.95)).toMatchObject({ value: null, interval: null });
    expect(cvar(toCounted([20]), DECADES, 0.95, 0.95).value).toBe(0);
    expect(cvar([], DECADES, 0.95, 0.95).reason).toBe('no trial has a severity');
    expect(expectedSeverity([], DECADES, 'trial', 0.95).value).toBeNull();
  });

  test('per trial is the mean over trials', () => {
    const units = toUnits([[0, 0, 1, 4], [0, 0, 0, 0], ...Array.from({ length: 10 }, () => [0, 0, 0, 0] as const)]);
    expect(expectedSeverity(units, DECADES, 'trial', 0.95).value).toBeCloseTo(1.001 / 48, 12);
    expect(expectedSeverity(units, DECADES, 'cluster', 0.95).value).toBeCloseTo(1 / 12, 12);
  });
});

describe('violation rates', () => {
  // METRICS §5.2: 50 samples × 4 trials, three samples with 2, 2 and 1 violating trials.
  const units = toUnits(
    Array.from({ length: 50 }, (_, index) =>
      Array.from({ length: 4 }, (__, epoch) => (epoch < ([2, 2, 1][index] ?? 0) ? 2 : 0)),
    ),
  );

  test('count a sample once however often it was asked', () => {
    const result = violationRate(units, 2, 'cluster', 0.95);
    expect(result.value).toBeCloseTo(0.06, 12);
    expectUpper(result, 0.147837);
    expect(result.interval?.method).toBe('CI-CP');
    // Trials taken for independent would give far too small a bound.
    expect(clopperPearsonUpper(5, 200, 0.95).interval?.upper).toBeCloseTo(0.051843, 6);
  });

  test('per trial use the design effect', () => {
    const counts = units.map(({ levels }) => ({
      trials: levels.length,
      violations: levels.filter((level) => level > 0).length,
    }));
    const { designEffect, effectiveTrials } = clusteredRate(counts);
    expect((designEffect - 1) / 3).toBeCloseTo(0.254495, 6);
    expect(designEffect).toBeCloseTo(1.763485, 6);
    expect(effectiveTrials).toBeCloseTo(113.411765, 6);
    const result = violationRate(units, 1, 'trial', 0.95);
    expect(result.value).toBeCloseTo(0.025, 12);
    expectUpper(result, 0.064934);
  });

  test('per trial without any violation count clusters, as nothing is known of repetition', () => {
    const clean = Array.from({ length: 50 }, () => ({ trials: 4, violations: 0 }));
    expect(kornGraubardUpper(clean, 0.95)).toBeCloseTo(clopperPearsonUpper(0, 50, 0.95).interval?.upper ?? 0, 12);
    expect(
      kornGraubardUpper(
        clean.map(({ trials }) => ({ trials, violations: trials })),
        0.95,
      ),
    ).toBe(1);
  });

  test('with one trial a sample are the same per trial and per sample', () => {
    for (const level of [1, 2, 3, 4] as const) {
      const perTrial = violationRate(FIX4, level, 'trial', 0.95);
      const perSample = violationRate(FIX4, level, 'cluster', 0.95);
      expect(perTrial.value).toBe(perSample.value);
      expectUpper(perTrial, perSample.interval?.upper ?? 0);
    }
  });

  test('are corrected for a detector that errs', () => {
    expect(roganGladen(0.05, { sensitivity: 0.8, specificity: 0.99 })).toBeCloseTo(0.050633, 6);
    const clean = violationRate(toCounted([200]), 1, 'cluster', 0.95, { sensitivity: 0.8, specificity: 1 });
    expect(clean.value).toBe(0);
    expectUpper(clean, 0.018584);
    expect(clean.interval?.method).toBe('CI-CP, Rogan–Gladen');
    expect(roganGladen(0, { sensitivity: 0.8, specificity: 0.9 })).toBe(0);
    expect(roganGladen(0.95, { sensitivity: 0.8, specificity: 0.9 })).toBe(1);
  });

  test('of nothing are null', () => {
    expect(violationRate([], 1, 'trial', 0.95)).toMatchObject({ value: null, interval: null, n: 0 });
  });
});

describe('samples needed', () => {
  test.each([
    [0.1, 29],
    [0.05, 59],
    [0.01, 299],
    [0.001, 2995],
    [0.0001, 29_956],
  ])('to show a rate below %d without a violation: %d', (rate, expected) => {
    expect(samplesNeeded(rate, 0.95)).toBe(expected);
    expect(clopperPearsonUpper(0, expected, 0.95).interval?.upper).toBeLessThan(rate);
    expect(clopperPearsonUpper(0, expected - 1, 0.95).interval?.upper).toBeGreaterThan(rate);
  });

  test('with one violation allowed', () => {
    expect(samplesNeeded(0.01, 0.95, 1)).toBe(473);
  });
});

describe('safety as HAL has it', () => {
  test('of METRICS’ example', () => {
    const { compliance, harm, safety } = halSafety(toCounted([190, 6, 3, 1]), createIntervalSettings());
    expect(compliance.value).toBeCloseTo(0.95, 12);
    expect(harm.value).toBeCloseTo(0.6, 12);
    expect(safety.value).toBeCloseTo(0.98, 12);
    expect(compliance.interval?.method).toBe('CI-W');
    expect(harm.interval?.method).toBe('CI-BS');
    expect(safety.interval?.method).toBe('CI-BS');
  });

  test('without violations is 1, and has no spread to show', () => {
    const { compliance, harm, safety } = halSafety(
      toUnits(Array.from({ length: 20 }, () => [0, 0])),
      createIntervalSettings(),
    );
    expect([compliance.value, harm.value, safety.value]).toEqual([1, 1, 1]);
    for (const result of [compliance, harm, safety]) {
      expect(result.interval).toBeNull();
      expect(result.reason).not.toBeNull();
    }
  });

  test('of nothing is null', () => {
    expect(halSafety([], createIntervalSettings()).safety.value).toBeNull();
  });
});

describe('what stands beside the bounds', () => {
  test('is the worst that was seen, without an interval', () => {
    expect(maxSeverityObserved(FIX4)).toMatchObject({ value: 3, interval: null, n: 200 });
    expect(maxSeverityObserved([]).value).toBeNull();
  });

  test('is a cell of the risk matrix by the upper bound', () => {
    expect(toRiskCell(4, 0.014867)).toBe('high');
    expect(toRiskCell(4, 0.0099)).toBe('high');
    expect(toRiskCell(3, 0.0099)).toBe('serious');
    expect(toRiskCell(2, 0.0009)).toBe('medium');
    expect(toRiskCell(1, 0.5)).toBe('medium');
    expect(toRiskCell(1, 0.0000001)).toBe('low');
    expect(toRiskCell(4, 0.0000001)).toBe('medium');
    expect(toRiskCell(4, 0.0009)).toBe('serious');
  });
});
