import type { Estimate } from '../model/report.ts';
import type { IntervalChart, IntervalRow } from './chart-spec.ts';
import { toConditionText } from './condition-label.ts';
import { NO_VALUE, toCountText, toEstimateText, toPValueText } from './number-text.ts';
import { findEstimate, toEnds, type ReportView } from './report-view.ts';

/** Loss of accuracy by condition of class P and L, class P first; class L is marked apart because it is unreviewed. */
export function toRobustnessChart(view: ReportView): IntervalChart {
  const rows = (['P', 'L'] as const).flatMap((wanted) =>
    view.conditions
      .filter(({ perturbation }) => perturbation?.class === wanted)
      .map(({ conditionId }) => toRow(view, conditionId, wanted)),
  );
  const hasBoth = rows.some(({ shape }) => shape === 'disc') && rows.some(({ shape }) => shape === 'ring');
  return {
    type: 'interval',
    title: 'Accuracy lost under each perturbation',
    description:
      'Accuracy on the plain prompt minus accuracy on the perturbed one, same samples, with its interval. Zero means no loss; to the right is worse. ✱ marks a loss or gain that stands after allowing for all conditions of the class together (Holm, adjusted p ≤ 0.05).',
    axisLabel: 'Accuracy lost',
    format: 'signed',
    domain: null,
    reference: 0,
    labelColumn: 'Condition',
    extraColumns: ['Class', 'Adjusted p', 'Excess flips', 'Unchanged'],
    rows,
    legend: hasBoth
      ? [
          { shape: 'disc', label: 'class P: keeps the meaning' },
          { shape: 'ring', label: 'class L: unreviewed' },
        ]
      : [],
  };
}

function toRow(view: ReportView, conditionId: string, perturbationClass: 'P' | 'L'): IntervalRow {
  const drop = findEstimate(view, { metric: 'acc_drop', conditionId });
  const flips = findEstimate(view, { metric: 'excess_flip', conditionId, params: { of: 'answer' } });
  const counts = view.report.counts.find((entry) => entry.model === view.model && entry.conditionId === conditionId);
  return {
    label: toConditionText(conditionId),
    shape: perturbationClass === 'P' ? 'disc' : 'ring',
    value: drop?.value ?? null,
    reason: drop === null ? 'not measured' : drop.reason,
    ...(drop === null ? { lower: null, upper: null } : toEnds(drop)),
    n: drop?.n ?? 0,
    ...toHolmFlag(drop),
    extra: [
      perturbationClass,
      toPValueText(drop?.adjusted?.adjustedPValue ?? null),
      flips === null ? NO_VALUE : toEstimateText(flips, 'signed'),
      counts === undefined ? NO_VALUE : toCountText(counts.noopSamples),
    ],
  };
}

/** Adjusted p-values up to this one are marked. */
const MARKED_P = 0.05;

function toHolmFlag(drop: Estimate | null): Pick<IntervalRow, 'flag'> {
  const pValue = drop?.adjusted?.adjustedPValue;
  return pValue === undefined ? {} : { flag: `${pValue <= MARKED_P ? '✱ ' : ''}Holm p ${toPValueText(pValue)}` };
}
