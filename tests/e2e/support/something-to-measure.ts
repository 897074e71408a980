import { expect } from '@playwright/test';
import { ConditionRow, SampleRow, ScoreRow } from '#core/bundle/rows.ts';
import { Report } from '#core/model/report.ts';
import { toAnswerSeverity } from '#protocols/scorers/to-answer-severity.ts';
import { readMember } from './app-page.ts';

/** The model is right sometimes, repeats itself sometimes, is moved by perturbations, and errs with more than one severity. */
export async function expectSomethingToMeasure(bundle: string): Promise<void> {
  const { estimates } = Report.parse(JSON.parse(await readMember(bundle, 'report.json')));
  const toValue = (metric: string, conditionId: string, params: Record<string, unknown>): number | null | undefined =>
    estimates.find(
      (estimate) =>
        estimate.metric === metric &&
        estimate.conditionId === conditionId &&
        Object.entries(params).every(([name, value]) => estimate.params[name] === value),
    )?.value;
  for (const value of [
    toValue('accuracy', 'original', {}),
    toValue('pass_hat_k', 'original', { k: 16 }),
    toValue('agreement_pairwise', 'original', { of: 'outcome' }),
    toValue('agreement_pairwise', 'original', { of: 'answer' }),
  ]) {
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(1);
  }
  for (const conditionId of ['all-P', 'all-L']) {
    expect(toValue('acc_drop', conditionId, {})).not.toBe(0);
    expect(toValue('worst_case_gap_adj', conditionId, {})).toEqual(expect.any(Number));
  }
  const levels = await readSeverityLevels(bundle);
  expect(levels).not.toContain(null);
  expect(new Set(levels).size).toBeGreaterThan(3);
}

/** Severity of every scored trial, from the bundle alone. */
async function readSeverityLevels(bundle: string): Promise<readonly (number | null)[]> {
  const readRows = async (member: string): Promise<unknown[]> =>
    (await readMember(bundle, member))
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  const samples = new Map(
    (await readRows('samples.jsonl')).map((row) => SampleRow.parse(row)).map((row) => [row.sampleId, row]),
  );
  const targets = new Map(
    (await readRows('conditions.jsonl'))
      .map((row) => ConditionRow.parse(row))
      .map((row) => [`${row.conditionId} ${row.sampleId}`, row.target]),
  );
  return (await readRows('scores.jsonl'))
    .map((row) => ScoreRow.parse(row))
    .map((row) => {
      const rule = samples.get(row.sampleId)?.severityOfError ?? null;
      return toAnswerSeverity(rule, targets.get(`${row.conditionId} ${row.sampleId}`) ?? [], row);
    });
}
