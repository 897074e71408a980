import { describe, expect, test } from 'vitest';
import { toChartCsv } from '#core/charts/to-chart-csv.ts';
import { toChartTable } from '#core/charts/to-chart-table.ts';
import { toParetoChart } from '#core/charts/to-pareto-chart.ts';
import { toSvgFile } from '#core/charts/to-svg-file.ts';
import { answerAxesRequest } from '#core/metrics/axes-request.ts';
import type { AxesComparison } from '#core/metrics/compare-on-axes.ts';
import type { ParetoAxisId } from '#core/metrics/pareto-axis.ts';
import { withAssumptions, type ParetoCell, type ParetoColumn } from '#core/metrics/pareto-column.ts';

const settings = { level: 0.95, resamples: 400, seed: 3 };

function toColumn(id: string, toValues: (index: number) => ParetoCell['values'], count = 20): ParetoColumn {
  const cells = Array.from({ length: count }, (_, index) => ({
    key: `s${index}`,
    clusterId: `s${index}`,
    values: toValues(index),
  }));
  return { id, label: id.toUpperCase(), cells, reasons: {} };
}

/** Accuracy 1 on the first `right` samples, then 0. */
function toFixed(id: string, seconds: number, right: number): ParetoColumn {
  return toColumn(id, (index) => ({ accuracy: index < right ? 1 : 0, seconds, bytes: 4 }));
}

function compare(columns: readonly ParetoColumn[], axes: readonly ParetoAxisId[]): AxesComparison {
  return answerAxesRequest({ columns, axes, ...settings });
}

describe('configurations on axes', () => {
  // METRICS §6.5: costs and qualities of the oracle, in twentieths.
  const oracle = [
    toFixed('a', 1, 12),
    toFixed('b', 2, 14),
    toFixed('c', 3, 13),
    toFixed('d', 4, 16),
    toFixed('e', 6, 17),
    toFixed('f', 2, 13),
  ];

  test('find the frontier of the oracle', () => {
    const { points, n, clusters, reason } = compare(oracle, ['seconds', 'accuracy']);
    expect({ n, clusters, reason }).toEqual({ n: 20, clusters: 20, reason: null });
    expect(points.flatMap(({ id, isOnFrontier }) => (isOnFrontier ? [id] : []))).toEqual(['a', 'b', 'd', 'e']);
    // B and F answer whatever C does and cost less, in every resample.
    expect(points.find(({ id }) => id === 'c')).toMatchObject({ probability: 0, dominatedBy: ['B', 'F'] });
    // Nothing is cheaper than A, so nothing beats it.
    expect(points[0]?.probability).toBe(1);
    expect(points[3]?.probability).toBeGreaterThan(0.8);
  });

  test('are measured on the samples that all of them answered', () => {
    const short = { ...toFixed('short', 1, 5), cells: toFixed('short', 1, 5).cells.slice(0, 12) };
    const { points, n } = compare([toFixed('a', 2, 6), short], ['seconds', 'accuracy']);
    expect(n).toBe(12);
    expect(points.map(({ values }) => values)).toEqual([
      [2, 0.5],
      [1, 5 / 12],
    ]);
  });

  test('have no interval where nothing was drawn, and none of P with few clusters', () => {
    const few = [
      toColumn('a', () => ({ accuracy: 1, bytes: 4 }), 5),
      toColumn('b', () => ({ accuracy: 0, bytes: 1 }), 5),
    ];
    const { points, reason } = compare(few, ['bytes', 'accuracy']);
    expect(points.map(({ intervals }) => intervals[0])).toEqual([null, null]);
    expect(points.map(({ probability }) => probability)).toEqual([null, null]);
    expect(reason).toMatch(/10 clusters/);
  });

  test('say why one is not placed, and why nothing can be compared', () => {
    const without = { ...toFixed('b', 1, 4), reasons: { worst_case: 'the run has no perturbation of class P' } };
    expect(compare([toFixed('a', 1, 3), without], ['seconds', 'worst_case'])).toMatchObject({
      points: [],
      missing: [{ label: 'B', reason: 'the run has no perturbation of class P' }],
      reason: 'fewer than 2 configurations have values on these axes',
    });
    const other = {
      ...toFixed('c', 1, 3),
      cells: toFixed('c', 1, 3).cells.map((cell) => ({ ...cell, key: `x${cell.key}` })),
    };
    expect(compare([toFixed('a', 1, 3), other], ['seconds', 'accuracy']).reason).toMatch(/^no sample/);
  });

  test('take energy and money from entered watts only', () => {
    const entered = { idleWatts: 5, activeWatts: { low: 10, best: 15, high: 30 } };
    const one = toFixed('a', 2, 3);
    expect(withAssumptions(one, { power: null, pricePerKilowattHour: null }).reasons).toEqual({
      energy: 'no watts were entered',
      money: 'no watts were entered',
    });
    const known = withAssumptions(one, { power: entered, pricePerKilowattHour: 0.36 });
    expect(known.reasons).toEqual({});
    // 10 W above rest for 2 s; 1000 times that is 20 kJ, at 0.36 for 3.6 MJ.
    expect(known.cells[0]?.values['energy']).toBeCloseTo(20, 9);
    expect(known.cells[0]?.values['money']).toBeCloseTo(0.002, 9);
    const low = { ...entered, activeWatts: { low: 3, best: 15, high: 30 } };
    expect(withAssumptions(one, { power: low, pricePerKilowattHour: 1 }).reasons.energy).toMatch(/must rise/);
    expect(withAssumptions(one, { power: entered, pricePerKilowattHour: null }).reasons).toEqual({
      money: 'no price of a kilowatt-hour was entered',
    });
  });

  test('are drawn, tabled and exported alike', () => {
    const chart = toParetoChart(compare(oracle, ['seconds', 'accuracy', 'bytes']));
    expect(chart.path.map(([cost]) => cost)).toEqual([1, 2, 4, 6]);
    const table = toChartTable(chart);
    expect(table.columns.slice(-4)).toEqual([
      'Model files, MB',
      'On the frontier',
      'P(on frontier)',
      'Beaten with P ≥ 0.95 by',
    ]);
    expect(table.rows[2]).toEqual(expect.arrayContaining(['C', '3.00', '0.65', '4.00', 'no', '0.00', 'B, F']));
    expect(toChartCsv(chart).trim().split('\n')).toHaveLength(7);
    expect(toSvgFile(chart)).toContain('>C</text>');
  });
});
