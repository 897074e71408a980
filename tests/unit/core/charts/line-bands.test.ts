import { toLatencyCurve } from '#core/charts/to-latency-curve.ts';
import { toReliabilityChart } from '#core/charts/to-reliability-chart.ts';
import { toRiskCoverageChart } from '#core/charts/to-risk-coverage-chart.ts';
import { toSvgFile } from '#core/charts/to-svg-file.ts';
import { createRng } from '#core/rng/rng.ts';
import type { ConfidencePair } from '#core/stats/predictability/confidence-table.ts';
import { describe, expect, test } from 'vitest';

/** Perfectly calibrated: success with the probability that confidence says, of clusters of two. */
function drawPairs(count: number, seed: number): readonly ConfidencePair[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, (_, index) => {
    const confidence = rng.int(1, 99) / 100;
    return {
      sampleId: `s${String(index)}`,
      clusterId: `c${String(Math.floor(index / 2))}`,
      epoch: 1,
      confidence,
      success: rng.int(1, 1000) <= confidence * 1000 ? 1 : 0,
    };
  });
}

const openSettings = (): { level: number; resamples: number; drawIndex: (size: number) => number } => {
  const rng = createRng(7);
  return { level: 0.95, resamples: 2000, drawIndex: (size) => rng.int(0, size - 1) };
};

describe('the band of a reliability curve', () => {
  const pairs = drawPairs(600, 1);
  const { band, series } = toReliabilityChart(pairs, openSettings());

  test('lies around the curve and holds the truth at nearly every place', () => {
    expect(band?.points.length).toBeGreaterThan(30);
    for (const [, lower, upper] of band?.points ?? []) expect(lower).toBeLessThan(upper);
    const missed = (band?.points ?? []).filter(([x, lower, upper]) => x < lower || x > upper);
    // Pointwise 95 %: the curve of one draw may leave it in places.
    expect(missed.length).toBeLessThan((band?.points.length ?? 0) * 0.3);
    expect(series[0]?.points.length).toBeGreaterThan(1);
  });

  test('is the same for the same draws and narrower with more pairs', () => {
    const width = (points: readonly (readonly [number, number, number])[] = []): number =>
      points.reduce((sum, [, lower, upper]) => sum + upper - lower, 0) / points.length;
    expect(toReliabilityChart(pairs, openSettings()).band).toEqual(band);
    expect(width(toReliabilityChart(drawPairs(4000, 1), openSettings()).band?.points)).toBeLessThan(
      width(band?.points) * 0.7,
    );
  });

  test('is left out where there are fewer than ten clusters, and where none is asked for', () => {
    expect(toReliabilityChart(pairs.slice(0, 12), openSettings()).band).toBeNull();
    expect(toReliabilityChart(pairs).band).toBeNull();
  });
});

test('the band of risk over coverage ends around the error rate of all trials', () => {
  const pairs = drawPairs(600, 2);
  const { band } = toRiskCoverageChart(pairs, openSettings());
  const errorRate = pairs.filter(({ success }) => success === 0).length / pairs.length;
  const [share, lower, upper] = band?.points.at(-1) ?? [0, 1, 0];
  expect(share).toBe(1);
  expect(lower).toBeLessThan(errorRate);
  expect(upper).toBeGreaterThan(errorRate);
  // Binomial with 300 clusters of independent pairs: half width about 2·√(p(1−p)/600).
  expect(upper - lower).toBeCloseTo(3.92 * Math.sqrt((errorRate * (1 - errorRate)) / 600), 1);
});

describe('the spread of answer times', () => {
  const chart = toLatencyCurve({ wholeMs: [100, 200, 200, 400], firstTokenMs: [10, 20, 30, 40] }, 0.95);

  test('rises in steps to 1', () => {
    expect(chart.series[0]?.points).toEqual([
      [100, 0],
      [100, 0.25],
      [200, 0.25],
      [200, 0.5],
      [200, 0.5],
      [200, 0.75],
      [400, 0.75],
      [400, 1],
    ]);
    expect(chart.table.rows[2]).toEqual(['50 %', '200', '25.0']);
  });

  test('has the band of Dvoretzky, Kiefer and Wolfowitz, within 0 and 1', () => {
    const many = Array.from({ length: 100 }, (_, index) => index + 1);
    const { band } = toLatencyCurve({ wholeMs: many, firstTokenMs: many }, 0.95);
    // sqrt(ln(40) / 200) = 0.135810
    expect(band?.points[100]?.[1]).toBeCloseTo(0.5 - 0.13581, 5);
    expect(band?.points[100]?.[2]).toBeCloseTo(0.5 + 0.13581, 5);
    expect(band?.points.at(-1)?.[2]).toBe(1);
  });

  test('of nothing draws nothing', () => {
    const empty = toLatencyCurve({ wholeMs: [], firstTokenMs: [] }, 0.95);
    expect(empty.band).toBeNull();
    expect(empty.table.rows[0]).toEqual(['5 %', '–', '–']);
  });

  test('is drawn with its band', () => {
    expect(toSvgFile(chart)).toMatch(/<path class="band" d="M[^"]+z"/);
  });
});
