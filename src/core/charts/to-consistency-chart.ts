import type { CurveChart, CurvePoint } from './chart-spec.ts';
import { listEstimates, toEnds, type ReportView } from './report-view.ts';

/** pass^k and pass@k of the original condition for every k that the epochs allow. */
export function toConsistencyChart(view: ReportView): CurveChart {
  return {
    type: 'curve',
    title: 'Passing k times, and at least once in k',
    description:
      'pass^k, the chance that k trials of a sample all pass, falls with k; pass@k, the chance that at least one passes, rises. Both start at the success rate.',
    xLabel: 'k',
    yLabel: 'Probability',
    format: 'proportion',
    domain: [0, 1],
    series: [
      { label: 'pass@k', shape: 'ring', points: toPoints(view, 'pass_at_k') },
      { label: 'pass^k', shape: 'disc', points: toPoints(view, 'pass_hat_k') },
    ],
  };
}

function toPoints(view: ReportView, metric: string): readonly CurvePoint[] {
  return listEstimates(view, { metric }).map((estimate) => ({
    x: Number(estimate.params['k']),
    y: estimate.value,
    reason: estimate.reason,
    ...toEnds(estimate),
    n: estimate.n,
  }));
}
