import type { IntervalChart, IntervalRow } from './chart-spec.ts';
import { findEstimate, toEnds, type ReportView } from './report-view.ts';

const readings = [
  { metric: 'ttft', q: 0.5, label: 'First token, median' },
  { metric: 'ttft', q: 0.95, label: 'First token, 95th percentile' },
  { metric: 'tpot', q: 0.5, label: 'Further token, median' },
  { metric: 'tpot', q: 0.95, label: 'Further token, 95th percentile' },
] as const;

/** Latency of the original condition: median and 95th percentile, ms. */
export function toLatencyChart(view: ReportView): IntervalChart {
  return {
    type: 'interval',
    title: 'Latency',
    description:
      'Time to first token and time per further token with their intervals, in milliseconds; to the left is faster.',
    axisLabel: 'Milliseconds',
    format: 'ms',
    domain: null,
    reference: null,
    labelColumn: 'Quantity',
    extraColumns: [],
    rows: readings.map(({ metric, q, label }) => toRow(view, metric, q, label)),
    legend: [
      { shape: 'disc', label: 'median' },
      { shape: 'ring', label: '95th percentile' },
    ],
  };
}

function toRow(view: ReportView, metric: string, q: number, label: string): IntervalRow {
  const estimate = findEstimate(view, { metric, params: { q } });
  return {
    label,
    shape: q === 0.5 ? 'disc' : 'ring',
    value: estimate?.value ?? null,
    reason: estimate === null ? 'not measured' : estimate.reason,
    ...(estimate === null ? { lower: null, upper: null } : toEnds(estimate)),
    n: estimate?.n ?? 0,
    extra: [],
  };
}
