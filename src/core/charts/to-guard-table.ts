import type { Estimate } from '../model/report.ts';
import { ORIGINAL } from '../model/trial.ts';
import { findOutputProblems, isDegenerate, GUARD_METRICS } from '../stats/output-guard/output-problems.ts';
import type { ChartTable } from './chart-spec.ts';
import { toConditionText } from './condition-label.ts';
import { toIntervalText, toNumberText } from './number-text.ts';
import type { ReportView } from './report-view.ts';
import { toScriptName } from './to-output-sentences.ts';

const COLUMNS = [
  'Prompts',
  'Empty',
  'Cut off',
  'Loops',
  'Other script',
  'Equal options',
  'No answer',
  'Most frequent answer',
  'Accuracy above guessing',
  'Reading',
] as const;

/** What the guard found, a row for each condition and script, and for each family of the plain prompts. */
export function toGuardTable(view: ReportView): ChartTable {
  const groups = Map.groupBy(toGuardEstimates(view), toRowName);
  return {
    columns: [...COLUMNS],
    rows: [...groups].map(([name, members]) => [
      name,
      ...GUARD_METRICS.map((id) => toCell(members, id)),
      toReading(members),
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

function toCell(members: readonly Estimate[], id: (typeof GUARD_METRICS)[number]): string {
  const estimate = members.find(({ metric }) => metric === id);
  if (estimate === undefined) return toNumberText(null, 'proportion');
  const format = id === 'above_chance' ? 'signed' : 'proportion';
  const answer =
    id === 'modal_answer_share' && estimate.value !== null ? ` ${JSON.stringify(estimate.params['answer'])}` : '';
  return `${toNumberText(estimate.value, format)} ${toIntervalText(estimate.interval, format)}${answer}`.trim();
}

function toReading(members: readonly Estimate[]): string {
  const problems = findOutputProblems(members);
  if (problems.some(isDegenerate)) return 'looks degenerate';
  return problems.length > 0 ? 'like guessing' : 'answers';
}
