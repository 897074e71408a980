import { toChartTable } from '#core/charts/to-chart-table.ts';
import { toReliabilityChart } from '#core/charts/to-reliability-chart.ts';
import { toRiskCoverageChart } from '#core/charts/to-risk-coverage-chart.ts';
import { listSources, toSourceTable } from '#core/charts/to-source-table.ts';
import type { ConfidencePair } from '#core/stats/predictability/confidence-table.ts';
import { buildEstimate, buildInterval, buildReportView } from '#tests/support/app-fixtures.ts';
import { describe, expect, test } from 'vitest';

/** METRICS §0.5 FIX-3. */
const pairs: readonly ConfidencePair[] = [0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.55, 0.4, 0.3, 0.1].map(
  (confidence, index) => ({
    sampleId: `t${index}`,
    clusterId: `t${index}`,
    epoch: 1,
    confidence,
    success: [1, 1, 1, 0, 1, 1, 0, 0, 1, 0][index] === 1 ? 1 : 0,
  }),
);

describe('the reliability curve', () => {
  const chart = toReliabilityChart(pairs);

  test('rises with confidence in the steps of the isotonic fit', () => {
    expect(chart.series[0]?.points).toEqual([
      [0.1, 0],
      [0.3, 1 / 3],
      [0.55, 1 / 3],
      [0.6, 2 / 3],
      [0.8, 2 / 3],
      [0.85, 1],
      [0.95, 1],
    ]);
    expect(chart.reference?.ends).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  test('has a row for each step in its table', () => {
    expect(toChartTable(chart)).toEqual({
      columns: ['Confidence', 'Success rate', 'Trials'],
      rows: [
        ['0.100', '0.00', '1'],
        ['0.300 – 0.550', '0.33', '3'],
        ['0.600 – 0.800', '0.67', '3'],
        ['0.850 – 0.950', '1.00', '3'],
      ],
    });
  });
});

describe('the risk–coverage curve', () => {
  test('starts at the surest trial and ends at the error rate', () => {
    const [model, perfect] = toRiskCoverageChart(pairs).series;
    expect(model?.points[0]).toEqual([0.1, 0]);
    expect(model?.points.at(-1)).toEqual([1, 0.4]);
    expect(perfect?.points.map(([, risk]) => risk)).toEqual([0, 0, 0, 0, 0, 0, 1 / 7, 2 / 8, 3 / 9, 4 / 10]);
  });

  test('is thinned for drawing, and told in tenths', () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({
      ...(pairs[0] ?? { sampleId: '', clusterId: '', epoch: 1, confidence: 0, success: 1 as const }),
      confidence: 1 - index / 6000,
    }));
    const chart = toRiskCoverageChart(many);
    expect(chart.series[0]?.points).toHaveLength(200);
    expect(chart.series[0]?.points.at(-1)?.[0]).toBe(1);
    expect(chart.table.rows).toHaveLength(10);
    expect(toChartTable(toRiskCoverageChart(pairs)).rows[4]).toEqual(['50 %', '0.20', '0.00', '5']);
  });

  test('of nothing has no points and an empty table', () => {
    const chart = toRiskCoverageChart([]);
    expect(chart.series.every(({ points }) => points.length === 0)).toBe(true);
    expect(chart.table.rows[0]).toEqual(['10 %', '–', '–', '0']);
  });
});

describe('the table of sources', () => {
  const view = buildReportView([
    buildEstimate({ metric: 'confidence_coverage', value: 1, params: { source: 'seq_prob_norm' } }),
    buildEstimate({ metric: 'confidence_coverage', value: 1, params: { source: 'neg_entropy' } }),
    buildEstimate({ metric: 'auroc', value: 0.8, params: { source: 'seq_prob_norm' } }),
    buildEstimate({ metric: 'auroc', value: 0.7, params: { source: 'neg_entropy' } }),
    buildEstimate({
      metric: 'corp_mcb',
      value: 0.0123,
      interval: buildInterval(0.0051, 0.04),
      params: { source: 'seq_prob_norm' },
    }),
    buildEstimate({ metric: 'sel_acc', value: 0.9, params: { c: 0.8, source: 'seq_prob_norm' } }),
    buildEstimate({ metric: 'sel_acc', value: 0.95, params: { c: 0.5, source: 'seq_prob_norm' } }),
  ]);

  test('keeps sources apart, a row each', () => {
    expect(listSources(view)).toEqual(['seq_prob_norm', 'neg_entropy']);
    const { rows } = toSourceTable(view);
    expect(rows.map(([name]) => name)).toEqual(['Mean token', 'Agreement of answers (order only)']);
    expect(rows[0]?.[2]).toBe('0.012 [0.0051, 0.040]');
    expect(rows[0]?.[4]).toBe('0.80 [0.40, 0.60]');
    expect(rows[0]?.[6]).toBe('0.90 [0.40, 0.60]');
    expect(rows[1]?.[2]).toBe('–');
    expect(rows[1]?.[7]).toBe('100');
  });
});
