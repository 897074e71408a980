import type { Estimate } from '../model/report.ts';
import { ORIGINAL } from '../model/trial.ts';
import type { ChartTable } from './chart-spec.ts';
import { toConditionText } from './condition-label.ts';
import { NO_VALUE, toIntervalText, toNumberText } from './number-text.ts';
import type { ReportView } from './report-view.ts';

/** How well a model foretells the texts: a row for each condition and, where there are several, each family of texts. */
export function toTextLikelihoodTable({ report, model, conditions }: ReportView): ChartTable {
  const own = report.estimates.filter((estimate) => estimate.model === model && estimate.params['than'] === undefined);
  const rows = conditions.flatMap(({ conditionId }) => {
    const ofCondition = own.filter((estimate) => estimate.conditionId === conditionId);
    return ofCondition
      .filter(({ metric }) => metric === 'bits_per_byte')
      .map((bits) => toRow(bits, (metric) => ofCondition.find((other) => isOf(other, metric, bits)) ?? null));
  });
  return {
    columns: [
      'Texts',
      'Condition',
      'Bits per byte',
      'Change of bits per byte',
      'Word perplexity',
      'Byte perplexity',
      'Token perplexity',
      'Number',
    ],
    rows,
  };
}

function isOf({ metric, params }: Estimate, wanted: string, bits: Estimate): boolean {
  return metric === wanted && params['family'] === bits.params['family'];
}

function toRow(bits: Estimate, find: (metric: string) => Estimate | null): readonly string[] {
  const { conditionId, params, n } = bits;
  const family = params['family'];
  return [
    family === undefined ? 'all' : String(family),
    toConditionText(conditionId),
    toText(bits),
    conditionId === ORIGINAL ? NO_VALUE : toText(find('bits_per_byte_diff')),
    toText(find('word_perplexity')),
    toText(find('byte_perplexity')),
    toText(find('token_perplexity')),
    String(n),
  ];
}

function toText(estimate: Estimate | null): string {
  if (estimate === null) return NO_VALUE;
  return [toNumberText(estimate.value, 'decimal'), toIntervalText(estimate.interval, 'decimal')]
    .filter((part) => part !== '')
    .join(' ');
}
