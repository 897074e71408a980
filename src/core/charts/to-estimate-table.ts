import { toEvidenceLabel, type NumberOrigin } from '../evidence/evidence-label.ts';
import type { Estimate } from '../model/report.ts';
import type { ChartTable } from './chart-spec.ts';
import { toConditionText } from './condition-label.ts';
import { toIntervalText, toNumberText } from './number-text.ts';
import type { ReportView } from './report-view.ts';

/** Every estimate of a view, one a row in the order of the report; what is null says why. */
export function toEstimateTable({ report, model, scorer, origin }: ReportView): ChartTable {
  const own = report.estimates.filter(
    (estimate) => estimate.model === model && (estimate.scorer === null || estimate.scorer === scorer),
  );
  return {
    columns: ['Metric', 'Condition', 'Value', 'Interval', 'Samples', 'Evidence', 'Note'],
    rows: own.map((estimate) => toRow(estimate, origin)),
  };
}

function toRow(estimate: Estimate, origin: NumberOrigin | undefined): readonly string[] {
  const { metric, params, conditionId, value, unit, interval, n, reason } = estimate;
  // By name: a report that was read from a bundle has its fields in another order than one just made.
  const settings = Object.entries(params)
    .map(([name, setting]) => `${name} = ${setting}`)
    .toSorted();
  return [
    settings.length === 0 ? metric : `${metric} (${settings.join(', ')})`,
    toConditionText(conditionId),
    `${toNumberText(value, 'decimal')}${value === null || unit === null ? '' : ` ${unit}`}`,
    toIntervalText(interval, 'decimal'),
    String(n),
    toEvidenceLabel(estimate, origin),
    reason ?? interval?.method ?? '',
  ];
}
