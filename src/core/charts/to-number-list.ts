import { toEvidenceLabel, type EvidenceLabel, type NumberOrigin } from '../evidence/evidence-label.ts';
import type { Estimate, Report } from '../model/report.ts';
import { findMetric } from '../stats/metric-index.ts';
import type { MetricDefinition } from '../stats/metric-index/metric-definition.ts';
import { toConditionText } from './condition-label.ts';
import { NO_VALUE, toCountText } from './number-text.ts';
import type { ReportView } from './report-view.ts';

/** One estimate of the full list, as text; `definition` is null for an id that the index does not know. */
export interface NumberEntry {
  /** Unique within the list. */
  readonly key: string;
  readonly metric: string;
  /** Parameters, e.g. `k 4, of answer`; empty without any. */
  readonly params: string;
  readonly condition: string;
  readonly value: string;
  readonly interval: string;
  readonly method: string;
  readonly samples: string;
  /** Why the value or the interval is missing; else empty. */
  readonly reason: string;
  readonly definition: MetricDefinition | null;
  readonly evidence: EvidenceLabel;
}

/** Chapters of METRICS under which the list can be narrowed. */
export const NUMBER_CHAPTERS = [
  { chapter: '1', label: 'Capability' },
  { chapter: '2', label: 'Consistency' },
  { chapter: '3', label: 'Robustness' },
  { chapter: '4', label: 'Predictability' },
  { chapter: '5', label: 'Severity' },
  { chapter: '6', label: 'Cost' },
] as const;

/** What is asked of the list; empty strings ask nothing. */
export interface NumberQuery {
  /** Words that must all occur in the metric's name, its parameters, the condition or the definition, in any case. */
  readonly words: string;
  /** Chapter of METRICS, `1` to `6`. */
  readonly chapter: string;
}

/** Every estimate of a view in the order of the report, narrowed by a query. */
export function toNumberList(view: ReportView, query: NumberQuery): readonly NumberEntry[] {
  const words = query.words.toLowerCase().split(/\s+/).filter(Boolean);
  return listOwn(view)
    .map((estimate) => toEntry(estimate, view.origin))
    .filter(({ definition }) => query.chapter === '' || definition?.section.split('.')[0] === query.chapter)
    .filter((entry) => {
      const text = [entry.metric, entry.params, entry.condition, entry.definition?.definition].join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    });
}

/** Estimates of one model and scorer, and those that need no scorer. */
export function listOwn({
  report,
  model,
  scorer,
}: Pick<ReportView, 'model' | 'scorer'> & { readonly report: Pick<Report, 'estimates'> }): readonly Estimate[] {
  return report.estimates.filter(
    (estimate) => estimate.model === model && (estimate.scorer === null || estimate.scorer === scorer),
  );
}

function toEntry(estimate: Estimate, origin: NumberOrigin | undefined): NumberEntry {
  const { metric, conditionId, interval, unit, value, n } = estimate;
  // By name: a report that was read from a bundle has its fields in another order than one just made.
  const settings = Object.entries(estimate.params).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const params = settings.map(([name, setting]) => `${name} ${setting}`).join(', ');
  return {
    key: JSON.stringify([metric, conditionId, estimate.scorer, settings]),
    metric,
    params,
    condition: toConditionText(conditionId),
    value: `${toDigits(value)}${value === null || unit === null ? '' : ` ${unit}`}`,
    interval: toSides(interval),
    method: interval?.method ?? '',
    samples: toCountText(n),
    reason: estimate.reason ?? '',
    definition: findMetric(metric),
    evidence: toEvidenceLabel(estimate, origin),
  };
}

function toSides(interval: Estimate['interval']): string {
  if (interval === null) return '';
  const { sides, lower, upper } = interval;
  if (sides === 'two') return `[${toDigits(lower)}, ${toDigits(upper)}]`;
  return sides === 'upper' ? `≤ ${toDigits(upper)}` : `≥ ${toDigits(lower)}`;
}

/** Five significant digits, for a list that is read for its digits; what rounding of sums leaves of a 0 is written as 0. */
function toDigits(value: number | null): string {
  if (value === null) return NO_VALUE;
  return Math.abs(value) < 1e-12 ? '0' : String(Number(value.toPrecision(5))).replace('-', '−');
}
