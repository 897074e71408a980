import type { ScoreRow } from '#core/bundle/rows.ts';
import type { BundleContents } from './bundle-contents.ts';
import { toConditionKey } from './condition-key.ts';
import { toScoreRows, type FoldedRun } from './to-run-rows.ts';
import { findDifference, toDifferenceText } from './verify-difference.ts';
import { createFindingList, type VerifyFinding } from './verify-finding.ts';

/** Scores of the bundle's outputs by the scorers of the run and those added to it, computed again in the order of the transcripts. */
export function toRecomputedScores({ transcripts }: BundleContents, { plan, rows }: FoldedRun): readonly ScoreRow[] {
  const conditionSampleByKey = new Map(
    plan.conditionSamples.map((entry) => [toConditionKey(entry.conditionId, entry.sample.sampleId), entry]),
  );
  return transcripts.flatMap(({ row }) => {
    const conditionSample = conditionSampleByKey.get(toConditionKey(row.conditionId, row.sampleId));
    if (conditionSample === undefined || row.outputText === null) return [];
    const { trialKey, model, sampleId, conditionId, epoch } = row;
    return toScoreRows(rows.config, { trialKey, model, sampleId, conditionId, epoch }, conditionSample, {
      outputText: row.outputText,
      options: row.options,
    });
  });
}

/** Compares `scores.jsonl`, every field of every row, with the scores computed again. */
export function verifyScores({ scores }: BundleContents, recomputed: readonly ScoreRow[]): readonly VerifyFinding[] {
  const list = createFindingList('scores');
  const toKey = (row: ScoreRow): string => `${row.trialKey} ${row.scorer}`;
  const expectedByKey = new Map(recomputed.map((row) => [toKey(row), row]));
  const seen = new Set<string>();
  for (const { row, member, line } of scores) {
    const key = toKey(row);
    const expected = expectedByKey.get(key);
    if (expected === undefined)
      list.error(
        member,
        line,
        `scores trial ${row.trialKey.slice(0, 12)}… by "${row.scorer}", which has no completed output or no such scorer`,
      );
    else if (seen.has(key))
      list.error(member, line, `scores trial ${row.trialKey.slice(0, 12)}… by "${row.scorer}" a second time`);
    else {
      const difference = findDifference(expected, row);
      if (difference !== null) list.error(member, line, toDifferenceText(difference));
    }
    seen.add(key);
  }
  const missing = recomputed.filter((row) => !seen.has(toKey(row)));
  const [first] = missing;
  if (first !== undefined) {
    list.error(
      'scores.jsonl',
      null,
      `${missing.length} scores are missing, the first: sample "${first.sampleId}", condition "${first.conditionId}", epoch ${first.epoch}, scorer "${first.scorer}"`,
    );
  }
  return list.findings;
}
