import type { Trial } from '#core/model/trial.ts';
import type { BundleContents, PlacedRow } from './bundle-contents.ts';
import { findDifference, toDifferenceText } from './verify-difference.ts';
import { createFindingList, type FindingList, type VerifyFinding } from './verify-finding.ts';
import type { FoldedRun } from './to-run-rows.ts';

/** Compares conditions and trials with the plan made again from configuration and samples. */
export function verifyPlan(contents: BundleContents, planned: FoldedRun): readonly VerifyFinding[] {
  const list = createFindingList('plan');
  verifyConditions(contents, planned, list);
  const trials = planned.plan.groups.flatMap((group) => group.trials);
  verifyTrials(contents, trials, list);
  return list.findings;
}

function verifyConditions({ conditions }: BundleContents, planned: FoldedRun, list: FindingList): void {
  const expectedRows = planned.rows.conditionRows;
  for (const [index, expected] of expectedRows.entries()) {
    const found = conditions[index];
    if (found === undefined) {
      list.error(
        'conditions.jsonl',
        null,
        `ends before condition "${expected.conditionId}" of sample "${expected.sampleId}"`,
      );
      return;
    }
    const difference = findDifference(expected, found.row);
    if (difference !== null) list.error(found.member, found.line, toDifferenceText(difference));
  }
  const extra = conditions[expectedRows.length];
  if (extra !== undefined) list.error(extra.member, extra.line, 'is a condition that the configuration does not plan');
}

/** `model "m", sample "s", condition "c", epoch 1`. */
function toTrialName({ model, sampleId, conditionId, epoch }: Trial): string {
  return `model "${model}", sample "${sampleId}", condition "${conditionId}", epoch ${epoch}`;
}

function verifyTrials({ manifest, transcripts }: BundleContents, trials: readonly Trial[], list: FindingList): void {
  const positionByTrialKey = new Map(trials.map((trial, position) => [trial.trialKey, position]));
  const seen = new Set<string>();
  let previous = -1;
  for (const placed of transcripts) {
    const { row, member, line } = placed;
    const position = positionByTrialKey.get(row.trialKey);
    const trial = position === undefined ? undefined : trials[position];
    if (position === undefined || trial === undefined) {
      list.error(member, line, `trialKey ${row.trialKey} is not planned (${toTrialName(row)})`);
      continue;
    }
    if (seen.has(row.trialKey)) list.error(member, line, `trial occurs twice (${toTrialName(trial)})`);
    else if (position < previous) list.error(member, line, `trial is not in plan order (${toTrialName(trial)})`);
    seen.add(row.trialKey);
    previous = Math.max(previous, position);
    const { trialKey, model, sampleId, conditionId, epoch } = row;
    const difference = findDifference(trial, { trialKey, model, sampleId, conditionId, epoch });
    if (difference !== null) list.error(member, line, toDifferenceText(difference));
    verifyStatus(placed, list);
  }
  const missing = trials.filter((trial) => !seen.has(trial.trialKey));
  const [first] = missing;
  if (first === undefined) return;
  const message = `${missing.length} of ${trials.length} planned trials are missing, the first: ${toTrialName(first)}`;
  if (manifest.status === 'completed') list.error('transcripts', null, `${message}; the run is said to be completed`);
  else list.note('transcripts', null, `${message}; the run is said to be ${manifest.status}`);
}

/** A completed trial has an output and no failure, a failed one the reverse. */
function verifyStatus(
  { row, member, line }: PlacedRow<BundleContents['transcripts'][number]['row']>,
  list: FindingList,
): void {
  const outputs = [row.outputText, row.outputTokenIds, row.logprobs, row.finishReason];
  const isConsistent =
    row.status === 'completed'
      ? row.failureCode === null && outputs.every((field) => field !== null)
      : row.failureCode !== null && outputs.every((field) => field === null);
  if (!isConsistent)
    list.error(member, line, `status is "${row.status}", but its output or failure fields say otherwise`);
}
