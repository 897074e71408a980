import { toCapabilityChart } from '#core/charts/to-capability-chart.ts';
import { toChartTable } from '#core/charts/to-chart-table.ts';
import { toConsistencyChart } from '#core/charts/to-consistency-chart.ts';
import { toLatencyChart } from '#core/charts/to-latency-chart.ts';
import { toRobustnessChart } from '#core/charts/to-robustness-chart.ts';
import { buildCondition, buildEstimate, buildInterval, buildReportView } from '#tests/support/app-fixtures.ts';
import { describe, expect, test } from 'vitest';

describe('capability', () => {
  test('shows all samples first, then families and the bounds of failed trials', () => {
    const chart = toCapabilityChart(
      buildReportView([
        buildEstimate({ metric: 'accuracy', value: 0.59 }),
        buildEstimate({ metric: 'accuracy', value: 0.5, params: { bound: 'failed-as-wrong' } }),
        buildEstimate({ metric: 'accuracy', value: 0.27, n: 28, params: { family: 'choice' } }),
        buildEstimate({ metric: 'accuracy', value: 0.9, conditionId: 'x@1#0' }),
        buildEstimate({ metric: 'accuracy', value: 0.1, scorer: 'other' }),
      ]),
    );
    expect(chart.rows.map(({ label, value }) => [label, value])).toEqual([
      ['All samples', 0.59],
      ['All samples, failed trials counted as wrong', 0.5],
      ['choice', 0.27],
    ]);
  });
});

describe('consistency', () => {
  const chart = toConsistencyChart(
    buildReportView([
      buildEstimate({ metric: 'pass_at_k', value: 0.6, params: { k: 1 } }),
      buildEstimate({ metric: 'pass_hat_k', value: 0.6, params: { k: 1 } }),
      buildEstimate({
        metric: 'pass_hat_k',
        value: null,
        reason: 'no sample has 2',
        interval: null,
        n: 0,
        params: { k: 2 },
      }),
    ]),
  );

  test('has a curve of pass^k and one of pass@k', () => {
    expect(chart.series.map(({ label, points }) => [label, points.map(({ x, y }) => [x, y])])).toEqual([
      ['pass@k', [[1, 0.6]]],
      [
        'pass^k',
        [
          [1, 0.6],
          [2, null],
        ],
      ],
    ]);
  });

  test('tells undefined points with their reason in its table', () => {
    const table = toChartTable(chart);
    expect(table.columns).toEqual(['k', 'pass@k', 'Lower', 'Upper', 'pass^k', 'Lower', 'Upper', 'n']);
    expect(table.rows).toEqual([
      ['1', '0.60', '0.40', '0.60', '0.60', '0.40', '0.60', '100'],
      ['2', '–', '–', '–', '– (no sample has 2)', '–', '–', '0'],
    ]);
  });
});

describe('robustness', () => {
  const typo = buildCondition('kbd_typo', 'L');
  const rotate = buildCondition('opt_rotate', 'P');
  const negate = buildCondition('negate', 'N');
  const view = buildReportView(
    [
      buildEstimate({
        metric: 'acc_drop',
        conditionId: typo.conditionId,
        value: 0.15,
        interval: buildInterval(0.08, 0.22),
        adjusted: { method: 'holm', family: 'class L', tests: 2, pValue: 0.006, adjustedPValue: 0.012 },
      }),
      buildEstimate({ metric: 'acc_drop', conditionId: rotate.conditionId, value: 0.02 }),
      buildEstimate({ metric: 'excess_flip', conditionId: typo.conditionId, value: 0.1, params: { of: 'answer' } }),
    ],
    [typo, rotate, negate],
    [
      {
        model: 'm',
        conditionId: typo.conditionId,
        planned: 8,
        completed: 8,
        failed: 0,
        retried: 0,
        unparsable: {},
        noopSamples: 5,
      },
    ],
  );
  const chart = toRobustnessChart(view);

  test('lists class P before class L, keeps them apart by shape and leaves class N out', () => {
    expect(chart.rows.map(({ label, shape }) => [label, shape])).toEqual([
      ['opt_rotate', 'disc'],
      ['kbd_typo', 'ring'],
    ]);
    expect(chart.legend.map(({ shape }) => shape)).toEqual(['disc', 'ring']);
  });

  test('marks what stands after the correction of Holm', () => {
    expect(chart.rows.map(({ flag }) => flag)).toEqual([undefined, '✱ Holm p 0.012']);
  });

  test('its table has interval, n, class, adjusted p-value, excess flips and noops', () => {
    expect(toChartTable(chart).rows[1]).toEqual([
      'kbd_typo',
      '+0.15',
      '+0.08',
      '+0.22',
      '100',
      'L',
      '0.012',
      '+0.10 [+0.40, +0.60] n = 100',
      '5',
    ]);
  });
});

test('latency shows a dash with its reason for what was not measured', () => {
  const chart = toLatencyChart(
    buildReportView([buildEstimate({ metric: 'ttft', scorer: null, unit: 'ms', value: 14, params: { q: 0.5 } })]),
  );
  expect(chart.rows.map(({ value, reason }) => [value, reason])).toEqual([
    [14, null],
    [null, 'not measured'],
    [null, 'not measured'],
    [null, 'not measured'],
  ]);
});
