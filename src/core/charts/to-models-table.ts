import type { Estimate, Report } from '../model/report.ts';
import type { ModelRef } from '../model/model-ref.ts';
import type { Condition } from '../model/trial.ts';
import { toHeadline } from '../stats/headline.ts';
import type { ChartTable, IntervalChart } from './chart-spec.ts';
import { toDeviceText } from './device-text.ts';
import { NO_VALUE, toBytesText, toEstimateText, toNumberText, toPValueText } from './number-text.ts';
import { findEstimate, toEnds, type ReportView } from './report-view.ts';

/** What a report says of several models under one scorer. */
export interface ModelsView {
  readonly report: Report;
  readonly models: readonly ModelRef[];
  readonly scorer: string;
  readonly conditions: readonly Condition[];
}

/** The headline numbers of every model side by side, with intervals. */
export function toModelsTable({ report, models, scorer, conditions }: ModelsView): ChartTable {
  return {
    columns: ['Model', 'Weights', 'Runs on', 'Size', 'Accuracy', 'pass^K', 'Worst case', 'Time per answer, median'],
    rows: models.map((model) => {
      const view: ReportView = { report, model: model.modelId, scorer, conditions };
      const headline = toHeadline(report, model.modelId, scorer);
      return [
        model.modelId,
        model.dtype,
        `${model.runtime}, ${toDeviceText(model.device)}${model.device === 'wasm' ? ` × ${model.threads}` : ''}`,
        toBytesText(model.files.reduce((sum, { bytes }) => sum + bytes, 0)),
        toCell(headline?.accuracy ?? null, 'proportion'),
        toCell(headline?.passHatK ?? null, 'proportion'),
        toCell(findEstimate(view, { metric: 'worst_case_acc', conditionId: 'all-P' }), 'proportion'),
        toCell(findEstimate(view, { metric: 'e2e', params: { q: 0.5 } }), 'ms'),
      ];
    }),
  };
}

function toCell(estimate: Estimate | null, format: 'proportion' | 'ms'): string {
  if (estimate === null) return `${NO_VALUE} (not measured)`;
  return estimate.value === null ? `${NO_VALUE} (${estimate.reason ?? 'no value'})` : toEstimateText(estimate, format);
}

/** Differences of every two models on the same samples, with the p-values adjusted for one another. */
export function toModelPairsChart({ report, scorer }: Pick<ModelsView, 'report' | 'scorer'>): IntervalChart {
  const differences = report.estimates.filter(
    (estimate) => estimate.metric === 'paired_diff' && estimate.scorer === scorer,
  );
  return {
    type: 'interval',
    title: 'Differences of accuracy, two by two',
    description:
      'Mean over the samples that both answered of the first model’s score minus the second’s; right of 0 the first is better. An interval that holds 0 does not say that the two are equal. p-values are adjusted for all pairs (Holm).',
    axisLabel: 'First minus second',
    format: 'signed',
    domain: null,
    reference: 0,
    labelColumn: 'Models',
    extraColumns: ['p', 'p, adjusted (Holm)', 'P(first is better)'],
    rows: differences.map((estimate) => {
      const than = String(estimate.params['than'] ?? '');
      const better = report.estimates.find(
        ({ metric, model, scorer: other, params }) =>
          metric === 'bayes_prob_better' && model === estimate.model && other === scorer && params['than'] === than,
      );
      return {
        label: `${estimate.model} − ${than}`,
        shape: 'disc',
        value: estimate.value,
        reason: estimate.reason,
        ...toEnds(estimate),
        n: estimate.n,
        extra: [
          toPValueText(estimate.adjusted?.pValue ?? null),
          toPValueText(estimate.adjusted?.adjustedPValue ?? null),
          better?.value == null
            ? `${NO_VALUE}${better?.reason == null ? '' : ` (${better.reason})`}`
            : toNumberText(better.value, 'proportion'),
        ],
      };
    }),
    legend: [],
  };
}
