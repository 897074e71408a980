import type { Estimate, Interval } from '../model/report.ts';
import { ORIGINAL } from '../model/trial.ts';
import {
  findOutputProblems,
  isDegenerate,
  GUARD_METRICS,
  type GuardMetric,
} from '../stats/output-guard/output-problems.ts';
import type { ChartTable } from './chart-spec.ts';
import { toConditionText } from './condition-label.ts';
import { toIntervalText, toNumberText } from './number-text.ts';
import type { ReportView } from './report-view.ts';
import { toScriptName } from './to-output-sentences.ts';

const COLUMN_BY_METRIC: Readonly<Record<GuardMetric, string>> = {
  output_empty: 'Empty',
  output_truncated: 'Cut off',
  output_loop: 'Loops',
  output_other_script: 'Other script',
  option_tie: 'Equal options',
  unparsable_rate: 'No answer',
  modal_answer_share: 'Most frequent answer',
  above_chance: 'Accuracy above guessing',
};

/** Share from which the most frequent answer is of interest itself. */
const NAMED_SHARE = 0.2;

/** What the guard found, a row for each condition and script, and for each family of the plain prompts. */
export function toGuardTable(view: ReportView): ChartTable {
  const estimates = toGuardEstimates(view);
  const columns = GUARD_METRICS.filter((id) => estimates.some(({ metric, value }) => metric === id && value !== null));
  return {
    columns: ['Prompts', 'Reading', ...columns.map((id) => COLUMN_BY_METRIC[id])],
    rows: [...Map.groupBy(estimates, toRowName)].map(([name, members]) => [
      name,
      toReading(members),
      ...columns.map((id) => toCell(members, id)),
    ]),
  };
}

/** Whether consistency and accuracy of a view's plain outputs say nothing, since the outputs are degenerate. */
export function hasDegenerateOutputs(view: ReportView): boolean {
  const plain = toGuardEstimates(view).filter(({ conditionId }) => conditionId === ORIGINAL);
  return findOutputProblems(plain).some(isDegenerate);
}

/** Estimates of the guard that belong to a view. */
export function toGuardEstimates({ report, model, scorer }: ReportView): readonly Estimate[] {
  return report.estimates.filter(
    (estimate) =>
      estimate.model === model &&
      (estimate.scorer === null || estimate.scorer === scorer) &&
      GUARD_METRICS.some((id) => id === estimate.metric),
  );
}

function toRowName({ conditionId, params }: Estimate): string {
  const condition = conditionId === ORIGINAL ? 'plain' : toConditionText(conditionId);
  const family = params['family'] === undefined ? '' : `, ${String(params['family'])}`;
  return `${condition}${family} (${toScriptName(params['script'])})`;
}

function toCell(members: readonly Estimate[], id: GuardMetric): string {
  const estimate = members.find(({ metric }) => metric === id);
  if (estimate === undefined) return toNumberText(null, 'proportion');
  const format = id === 'above_chance' ? 'signed' : 'proportion';
  const isNamed = id === 'modal_answer_share' && (estimate.value ?? 0) >= NAMED_SHARE;
  const answer = isNamed ? ` ${JSON.stringify(estimate.params['answer'])}` : '';
  const interval = toWithin(estimate.interval, id === 'above_chance' ? -1 : 0);
  return `${toNumberText(estimate.value, format)} ${toIntervalText(interval, format)}${answer}`.trim();
}

function toReading(members: readonly Estimate[]): string {
  const problems = findOutputProblems(members);
  if (problems.some(isDegenerate)) return 'looks degenerate';
  return problems.length > 0 ? 'like guessing' : 'answers';
}

/** The part of a t interval in which the value can lie. */
function toWithin(interval: Interval | null, lowest: number): Interval | null {
  if (interval === null) return null;
  const { lower, upper } = interval;
  return {
    ...interval,
    lower: lower === null ? null : Math.max(lowest, lower),
    upper: upper === null ? null : Math.min(1, upper),
  };
}
