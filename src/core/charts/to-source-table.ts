import type { ChartTable } from './chart-spec.ts';
import { NO_VALUE, toCountText, toIntervalText, toNumberText, type NumberFormat } from './number-text.ts';
import { findEstimate, type EstimateName, type ReportView } from './report-view.ts';

const textBySource: Readonly<Record<string, string>> = {
  option_softmax: 'Share among the options',
  seq_prob_norm: 'Mean token',
  seq_prob: 'Whole output',
  min_token: 'Least likely token',
  p_true: 'Asked whether it is right',
  verbalized: 'Asked for a number',
  self_consistency: 'Share of the commonest answer',
  neg_entropy: 'Agreement of answers (order only)',
};

/** Name of a confidence source for people; an unknown one keeps its id. */
export function toSourceText(source: string): string {
  return textBySource[source] ?? source;
}

/** Confidence sources of a view, in the report's order. */
export function listSources({ report, model, scorer }: ReportView): readonly string[] {
  const found = report.estimates.filter(
    (estimate) => estimate.metric === 'confidence_coverage' && estimate.model === model && estimate.scorer === scorer,
  );
  return [...new Set(found.map(({ params }) => String(params['source'])))];
}

const columns: readonly (EstimateName & { readonly head: string; readonly format: NumberFormat })[] = [
  { head: 'Brier skill', metric: 'bss', format: 'signed' },
  { head: 'Miscalibration', metric: 'corp_mcb', format: 'small' },
  { head: 'Discrimination', metric: 'corp_dsc', format: 'small' },
  { head: 'AUROC', metric: 'auroc', format: 'proportion' },
  { head: 'Undetected failures (AUGRC)', metric: 'augrc', format: 'small' },
  { head: 'Right among the surest 80 %', metric: 'sel_acc', params: { c: 0.8 }, format: 'proportion' },
];

/** Headline measures of every confidence source, a row each (METRICS §9). */
export function toSourceTable(view: ReportView): ChartTable {
  return {
    columns: ['Confidence', ...columns.map(({ head }) => head), 'n'],
    rows: listSources(view).map((source) => [
      toSourceText(source),
      ...columns.map(({ metric, params, format }) => {
        const estimate = findEstimate(view, { metric, params: { ...params, source } });
        if (estimate === null) return NO_VALUE;
        return `${toNumberText(estimate.value, format)} ${toIntervalText(estimate.interval, format)}`.trim();
      }),
      toCountText(findEstimate(view, { metric: 'confidence_coverage', params: { source } })?.n ?? 0),
    ]),
  };
}
