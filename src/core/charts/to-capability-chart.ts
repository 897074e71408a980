import type { Estimate } from '../model/report.ts';
import type { IntervalChart, IntervalRow } from './chart-spec.ts';
import { listEstimates, toEnds, type ReportView } from './report-view.ts';

const boundText: Readonly<Record<string, string>> = {
  'failed-as-wrong': 'All samples, failed trials counted as wrong',
  'failed-as-right': 'All samples, failed trials counted as right',
};

/** Accuracy of the original condition: over all samples, its bounds where trials failed, and by family. */
export function toCapabilityChart(view: ReportView): IntervalChart {
  const rows = listEstimates(view, { metric: 'accuracy' }).map(toRow);
  return {
    type: 'interval',
    title: 'Accuracy by family',
    description:
      'Mean score of unperturbed trials with its interval, over all samples and by family, on a scale from 0 to 1.',
    axisLabel: 'Accuracy',
    format: 'proportion',
    domain: [0, 1],
    reference: null,
    labelColumn: 'Samples',
    extraColumns: [],
    rows,
    legend: [],
  };
}

function toRow(estimate: Estimate): IntervalRow {
  const { family, bound } = estimate.params;
  const isPart = family !== undefined || bound !== undefined;
  return {
    label: family === undefined ? (boundText[String(bound)] ?? 'All samples') : String(family),
    shape: isPart ? 'ring' : 'disc',
    value: estimate.value,
    reason: estimate.reason,
    ...toEnds(estimate),
    n: estimate.n,
    extra: [],
  };
}
