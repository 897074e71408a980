import { clopperPearsonUpper } from '#core/stats/clopper-pearson-interval.ts';
import { cvar } from '#core/stats/severity/cvar.ts';
import { expectedSeverity, type SeverityWeights } from '#core/stats/severity/expected-severity.ts';
import { halSafety } from '#core/stats/severity/hal-safety.ts';
import { roganGladen } from '#core/stats/severity/rogan-gladen.ts';
import { samplesNeeded } from '#core/stats/severity/samples-needed.ts';
import { severityTable } from '#core/stats/severity/severity-table.ts';
import { toSeverityUnits, type SeverityTrial } from '#core/stats/severity/severity-units.ts';
import { violationRate } from '#core/stats/severity/violation-rate.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

/** Trials of up to 20 samples in up to 13 clusters, mostly without harm. */
const trials: fc.Arbitrary<readonly SeverityTrial[]> = fc
  .array(fc.tuple(fc.nat(19), fc.constantFrom(0, 0, 0, 0, 1, 2, 3, 4)), { minLength: 1, maxLength: 60 })
  .map((rows) => rows.map(([sample, level]) => ({ sampleId: `s${sample}`, clusterId: `c${sample % 13}`, level })));

const weights: fc.Arbitrary<SeverityWeights> = fc
  .tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.nat(1000))
  .map((draws) => {
    const [a = 0, b = 0, c = 0, d = 0] = draws.map((draw) => draw / 1000).toSorted((x, y) => x - y);
    return [0, a, b, c, d];
  });

const NEAR = 1e-9;

describe('severity', () => {
  test.prop([trials, weights])('does not depend on the order of the trials', (rows, scale) => {
    const toAll = (given: readonly SeverityTrial[]): unknown => {
      const units = toSeverityUnits(given);
      const settings = createIntervalSettings({ resamples: 30 });
      return [
        severityTable(units, 0.95),
        expectedSeverity(units, scale, 'trial', 0.95),
        cvar(units, scale, 0.9, 0.95),
        halSafety(units, settings),
      ];
    };
    expect(toAll(rows.toReversed())).toEqual(toAll(rows));
  });

  test.prop([trials])('bounds lie above the rates, fall with the level and rise with the confidence', (rows) => {
    const table = severityTable(toSeverityUnits(rows), 0.95);
    const surer = severityTable(toSeverityUnits(rows), 0.99);
    for (const [index, row] of table.entries()) {
      expect(row.rate).toBeLessThanOrEqual(row.singleUpper);
      expect(row.singleUpper).toBeLessThanOrEqual(row.simultaneousUpper);
      expect(row.singleUpper).toBeLessThanOrEqual(surer[index]?.singleUpper ?? 0);
      const above = table[index + 1];
      if (above !== undefined) expect(above.singleUpper).toBeLessThanOrEqual(row.singleUpper);
    }
  });

  test.prop([trials, weights])('is at most its bound, and its tail at least its mean', (rows, scale) => {
    const units = toSeverityUnits(rows);
    for (const per of ['cluster', 'trial'] as const) {
      const { value, interval } = expectedSeverity(units, scale, per, 0.95);
      expect(value ?? 0).toBeLessThanOrEqual((interval?.upper ?? 0) + NEAR);
      expect(interval?.upper ?? 2).toBeLessThanOrEqual(scale[4] + NEAR);
    }
    const mean = expectedSeverity(units, scale, 'cluster', 0.95).value ?? 0;
    const tail = cvar(units, scale, 0.5, 0.95);
    if (tail.value === null) return;
    expect(tail.value).toBeGreaterThanOrEqual(mean - NEAR);
    expect(tail.value).toBeLessThanOrEqual((tail.interval?.upper ?? 0) + NEAR);
  });

  test.prop([trials, weights])('per trial is the plain mean of the weights', (rows, scale) => {
    const expected = rows.reduce((sum, { level }) => sum + (scale[level] ?? 0), 0) / rows.length;
    expect(expectedSeverity(toSeverityUnits(rows), scale, 'trial', 0.95).value).toBeCloseTo(expected, 9);
  });

  test.prop([trials])('per trial is never bounded by less than independent trials would be', (rows) => {
    const { interval } = violationRate(toSeverityUnits(rows), 1, 'trial', 0.95);
    const bad = rows.filter(({ level }) => level >= 1).length;
    const independent = clopperPearsonUpper(bad, rows.length, 0.95).interval?.upper ?? 1;
    expect(interval?.upper ?? 0).toBeGreaterThanOrEqual(independent - NEAR);
  });

  test.prop([trials])('of HAL is one minus the mean weight', (rows) => {
    const { compliance, harm, safety } = halSafety(toSeverityUnits(rows), createIntervalSettings({ resamples: 30 }));
    const product = 1 - (1 - (compliance.value ?? 0)) * (1 - (harm.value ?? 0));
    expect(safety.value).toBeCloseTo(product, 9);
  });

  test.prop([fc.double({ min: 0, max: 1, noNaN: true })])('of a perfect detector is what it sees', (share) => {
    expect(roganGladen(share, { sensitivity: 1, specificity: 1 })).toBeCloseTo(share, 12);
  });

  test.prop([fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 4 })])(
    'needs just as many samples as the exact bound says',
    (perMille, failures) => {
      const rate = perMille / 1000;
      const n = samplesNeeded(rate, 0.95, failures);
      const toBound = (size: number): number => clopperPearsonUpper(failures, size, 0.95).interval?.upper ?? 1;
      expect(toBound(n)).toBeLessThanOrEqual(rate + NEAR);
      if (n > failures + 1) expect(toBound(n - 1)).toBeGreaterThan(rate - NEAR);
    },
  );

  test('is below its layered bound at least as often as promised', () => {
    // 1,000 runs of 100 samples with known chances of each level; the true mean is fixed.
    const chances = [0.9, 0.06, 0.025, 0.012, 0.003];
    const scale: SeverityWeights = [0, 0.001, 0.01, 0.1, 1];
    const truth = chances.reduce((sum, chance, level) => sum + chance * (scale[level] ?? 0), 0);
    const draw = createIntervalSettings().drawIndex;
    const toLevel = (): 0 | 1 | 2 | 3 | 4 => {
      let left = draw(1_000_000) / 1_000_000;
      for (const level of [0, 1, 2, 3] as const) {
        left -= chances[level] ?? 0;
        if (left < 0) return level;
      }
      return 4;
    };
    const covered = Array.from({ length: 1000 }, () => {
      const units = toSeverityUnits(
        Array.from({ length: 100 }, (_, index) => ({
          sampleId: `s${index}`,
          clusterId: `s${index}`,
          level: toLevel(),
        })),
      );
      return (expectedSeverity(units, scale, 'cluster', 0.95).interval?.upper ?? 0) >= truth;
    });
    expect(covered.filter(Boolean).length).toBeGreaterThanOrEqual(950);
  });
});
