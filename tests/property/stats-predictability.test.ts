import { auroc, delongLogitInterval } from '#core/stats/predictability/auroc.ts';
import { brier } from '#core/stats/predictability/brier.ts';
import { toBins } from '#core/stats/predictability/calibration-bins.ts';
import { indexPairs, type ConfidencePair } from '#core/stats/predictability/confidence-table.ts';
import { corp } from '#core/stats/predictability/corp.ts';
import { searchCoverage } from '#core/stats/predictability/coverage-guaranteed.ts';
import { crcControl } from '#core/stats/predictability/crc-control.ts';
import { crcThreshold } from '#core/stats/predictability/crc-threshold.ts';
import { expectedCalibrationError, overconfidence } from '#core/stats/predictability/ece.ts';
import { isotonicFit } from '#core/stats/predictability/isotonic-fit.ts';
import { measureConfidence } from '#core/stats/predictability/measure-confidence.ts';
import { murphy } from '#core/stats/predictability/murphy.ts';
import { riskCoverageAreas, toExpectedErrors } from '#core/stats/predictability/risk-coverage.ts';
import { coverageAtRisk, selectiveAccuracy } from '#core/stats/predictability/selective-accuracy.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

/** Up to 40 trials of up to 15 samples in up to 12 clusters; confidences from a coarse grid, so ties are common, or from a fine one. */
const pairs: fc.Arbitrary<readonly ConfidencePair[]> = fc
  .tuple(
    fc.constantFrom(4, 20, 10_000),
    fc.array(fc.tuple(fc.nat(14), fc.nat(10_000), fc.boolean()), { minLength: 1, maxLength: 40 }),
  )
  .map(([grid, rows]) =>
    rows.map(([sample, draw, isRight], epoch) => ({
      sampleId: `s${sample}`,
      clusterId: `c${sample % 12}`,
      epoch: epoch + 1,
      confidence: (draw % (grid + 1)) / grid,
      success: isRight ? 1 : 0,
    })),
  );

const NEAR = 1e-9;

describe('measures of confidence', () => {
  test.prop([pairs])('do not depend on the order of the trials', (rows) => {
    const settings = createIntervalSettings({ resamples: 20 });
    const again = createIntervalSettings({ resamples: 20 });
    expect(measureConfidence(rows.toReversed(), 'probability', again)).toEqual(
      measureConfidence(rows, 'probability', settings),
    );
  });

  test.prop([pairs])('are in their ranges, or null with a reason', (rows) => {
    for (const { metric, result } of measureConfidence(
      rows,
      'probability',
      createIntervalSettings({ resamples: 20 }),
    )) {
      const { value, reason, interval, n, clusters } = result;
      expect(clusters).toBeLessThanOrEqual(n);
      if (value === null || interval === null) expect(reason).not.toBeNull();
      else expect(reason).toBeNull();
      if (interval !== null) expect(interval.lower).toBeLessThanOrEqual(interval.upper ?? Number.NaN);
      if (value === null) continue;
      const signed = ['bss', 'p_rc_exact', 'overconfidence', 'ece_l2_debiased', 'murphy'];
      expect(value).toBeGreaterThanOrEqual(signed.includes(metric) ? Number.NEGATIVE_INFINITY : -NEAR);
      expect(value).toBeLessThanOrEqual(metric === 'nll' ? 14 : metric === 'augrc' ? 0.5 + NEAR : 1 + NEAR);
    }
  });

  test.prop([pairs])('are the same when every cluster occurs twice', (rows) => {
    const twin = rows.map((pair) => ({ ...pair, sampleId: `${pair.sampleId}'`, clusterId: `${pair.clusterId}'` }));
    const single = indexPairs(rows).table;
    const double = indexPairs([...rows, ...twin]).table;
    expect(brier(double)).toBeCloseTo(brier(single) ?? Number.NaN, 9);
    expect(corp(double)?.miscalibration).toBeCloseTo(corp(single)?.miscalibration ?? Number.NaN, 9);
    if (auroc(single) !== null) expect(auroc(double)).toBeCloseTo(auroc(single) ?? Number.NaN, 9);
    expect(riskCoverageAreas(toExpectedErrors(double))?.augrc).toBeCloseTo(
      riskCoverageAreas(toExpectedErrors(single))?.augrc ?? Number.NaN,
      9,
    );
  });
});

describe('the Brier score', () => {
  test.prop([pairs])('is what its parts say', (rows) => {
    const { table } = indexPairs(rows);
    const score = brier(table) ?? Number.NaN;
    const parts = corp(table);
    if (parts === null) throw new Error('no parts');
    expect(parts.miscalibration - parts.discrimination + parts.uncertainty).toBeCloseTo(score, 9);
    expect(parts.miscalibration).toBeGreaterThanOrEqual(-NEAR);
    expect(parts.discrimination).toBeGreaterThanOrEqual(-NEAR);
    for (const bins of [1, 5, 10]) {
      const filled = toBins(table, 'equal-width', bins) ?? [];
      const { reliability, resolution, uncertainty, withinVariance, withinCovariance } = murphy(filled);
      expect(reliability - resolution + uncertainty + withinVariance - withinCovariance).toBeCloseTo(score, 9);
    }
  });

  test.prop([pairs])('of the isotonic fit is no worse than that of any constant', (rows) => {
    const blocks = isotonicFit(indexPairs(rows).table);
    const rates = blocks.map(({ count, successes }) => successes / count);
    expect(rates).toEqual(rates.toSorted((a, b) => b - a));
    expect(new Set(rates).size).toBe(rates.length);
    expect(blocks.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
  });
});

describe('calibration errors', () => {
  test.prop([pairs, fc.integer({ min: 1, max: 12 })])('keep every pair in one bin of the right size', (rows, bins) => {
    const { table } = indexPairs(rows);
    for (const scheme of ['equal-width', 'equal-mass'] as const) {
      const filled = toBins(table, scheme, bins);
      if (filled === null) {
        expect(rows.length).toBeLessThan(bins);
        continue;
      }
      expect(filled).toHaveLength(bins);
      expect(filled.reduce((sum, bin) => sum + bin.count, 0)).toBe(rows.length);
      expect(filled.reduce((sum, bin) => sum + bin.successes, 0)).toBeCloseTo(
        rows.filter(({ success }) => success === 1).length,
        9,
      );
    }
    const sizes = (toBins(table, 'equal-mass', bins) ?? []).map(({ count }) => count);
    for (const size of sizes) expect(Math.abs(size - (sizes[0] ?? 0))).toBeLessThanOrEqual(1);
  });

  test.prop([pairs])('never fall below the error of one bin', (rows) => {
    const { table } = indexPairs(rows);
    const least = Math.abs(overconfidence(table) ?? Number.NaN);
    expect(expectedCalibrationError(toBins(table, 'equal-width', 1) ?? [])).toBeCloseTo(least, 9);
    expect(expectedCalibrationError(toBins(table, 'equal-width', 10) ?? [])).toBeGreaterThanOrEqual(least - NEAR);
  });
});

describe('rankings', () => {
  test.prop([pairs])('count pairs of a success and a failure', (rows) => {
    const good = rows.filter(({ success }) => success === 1);
    const bad = rows.filter(({ success }) => success === 0);
    const { table } = indexPairs(rows);
    if (good.length === 0 || bad.length === 0) {
      expect(auroc(table)).toBeNull();
      return;
    }
    const wins = good.flatMap((a) =>
      bad.map((b) => (a.confidence > b.confidence ? 1 : a.confidence === b.confidence ? 0.5 : 0)),
    );
    expect(auroc(table)).toBeCloseTo(wins.reduce<number>((sum, win) => sum + win, 0) / wins.length, 9);
    const { interval } = delongLogitInterval(table, 0.95);
    if (interval !== null) {
      expect(interval.lower ?? -1).toBeGreaterThanOrEqual(0);
      expect(interval.upper ?? 2).toBeLessThanOrEqual(1);
    }
  });

  test.prop([pairs])('see the order of confidence only', (rows) => {
    const squared = rows.map((pair) => ({ ...pair, confidence: pair.confidence ** 2 / 2 }));
    const settings = () => createIntervalSettings({ resamples: 20 });
    expect(measureConfidence(squared, 'ranking', settings())).toEqual(measureConfidence(rows, 'ranking', settings()));
  });

  test.prop([pairs])('have the AUGRC of the closed form', (rows) => {
    const { table } = indexPairs(rows);
    const area = auroc(table);
    const accuracy = rows.filter(({ success }) => success === 1).length / rows.length;
    const expected = (1 - (area ?? 0)) * accuracy * (1 - accuracy) + (1 - accuracy) ** 2 / 2;
    expect(riskCoverageAreas(toExpectedErrors(table))?.augrc).toBeCloseTo(expected, 9);
  });

  test.prop([pairs])('are never better than perfect', (rows) => {
    const areas = riskCoverageAreas(toExpectedErrors(indexPairs(rows).table));
    if (areas === null) throw new Error('no areas');
    expect(areas.aurc).toBeGreaterThanOrEqual(areas.oracleAurc - NEAR);
  });

  test.prop([pairs])('accept everything at full coverage', (rows) => {
    const { table } = indexPairs(rows);
    const rate = rows.filter(({ success }) => success === 1).length / rows.length;
    expect(selectiveAccuracy(toExpectedErrors(table), 1)).toBeCloseTo(rate, 9);
    expect(coverageAtRisk(toExpectedErrors(table), 1)).toBe(1);
    expect(coverageAtRisk(toExpectedErrors(table), 1 - rate)).toBe(1);
  });
});

describe('guarantees', () => {
  test.prop([pairs, fc.integer({ min: 1, max: 60 })])('hold at the threshold and at none below', (rows, percent) => {
    const alpha = percent / 100;
    const items = rows.map(({ confidence, success }) => ({ confidence, loss: 1 - success }));
    const toBound = (threshold: number): number =>
      (items.filter((item) => item.confidence > threshold).reduce((sum, item) => sum + item.loss, 0) + 1) /
      (items.length + 1);
    const threshold = crcThreshold(items, alpha);
    const candidates = [0, ...items.map((item) => item.confidence)];
    if (threshold === null) {
      expect(1 / (items.length + 1)).toBeGreaterThan(alpha);
      return;
    }
    expect(candidates).toContain(threshold);
    expect(toBound(threshold)).toBeLessThanOrEqual(alpha + NEAR);
    for (const candidate of candidates) {
      if (candidate < threshold) expect(toBound(candidate)).toBeGreaterThan(alpha);
    }
  });

  test.prop([pairs])('of coverage grow with the risk that is allowed', (rows) => {
    const { table } = indexPairs(rows);
    expect(searchCoverage(table, { risk: 1, delta: 0.05 })).toBe(1);
    expect(searchCoverage(table, { risk: 0, delta: 0.05 })).toBe(0);
  });

  test('keep the expected risk on fresh clusters', () => {
    // 400 repetitions: confidence is a calibrated probability; the mean realised risk of the reporting half is at most α but for noise.
    const uniform = createIntervalSettings().drawIndex;
    const draw = (): number => uniform(1_000_000) / 1_000_000;
    const risks = Array.from({ length: 400 }, () => {
      const trials = Array.from({ length: 120 }, (_, index) => {
        const confidence = draw();
        const loss = draw() < confidence ? 0 : 1;
        return { sampleId: `s${index}`, clusterId: `s${index}`, epoch: 1, confidence, loss };
      });
      return crcControl(trials, 0.1, { level: 0.95, resamples: 200, drawIndex: uniform }).risk.value ?? 0;
    });
    const mean = risks.reduce((sum, risk) => sum + risk, 0) / risks.length;
    expect(mean).toBeLessThan(0.103);
    expect(mean).toBeGreaterThan(0.08);
  });
});
