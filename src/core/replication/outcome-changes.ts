import type { ScoreRow } from '../bundle/rows.ts';
import type { ReplicationSide } from './pair-runs.ts';

/** Successes of one prompt in both runs. */
export interface OutcomeChange {
  readonly sampleId: string;
  readonly conditionId: string;
  readonly a: { readonly passed: number; readonly trials: number };
  readonly b: { readonly passed: number; readonly trials: number };
}

/** Prompts that are listed; the largest changes come first. */
const MAX_CHANGES = 100;

/** Which scores of which runs are compared. */
export interface ChangeScope {
  readonly modelA: string;
  readonly modelB: string;
  readonly scorer: string;
}

/** Prompts whose success rate differs between two runs, the largest difference first, then in the order of run A; at most 100. */
export function listOutcomeChanges(
  a: ReplicationSide,
  b: ReplicationSide,
  { modelA, modelB, scorer }: ChangeScope,
): readonly OutcomeChange[] {
  const rowsOfB = groupByPrompt(b, modelB, scorer);
  const changes: OutcomeChange[] = [];
  for (const [key, rowsA] of groupByPrompt(a, modelA, scorer)) {
    const rowsB = rowsOfB.get(key);
    const [first] = rowsA;
    if (rowsB === undefined || first === undefined) continue;
    const change = {
      sampleId: first.sampleId,
      conditionId: first.conditionId,
      a: toCount(rowsA),
      b: toCount(rowsB),
    };
    if (toShift(change) !== 0) changes.push(change);
  }
  return changes.toSorted((x, y) => Math.abs(toShift(y)) - Math.abs(toShift(x))).slice(0, MAX_CHANGES);
}

/** Success rate in B minus that in A, in [−1, 1]. */
export function toShift({ a, b }: OutcomeChange): number {
  return b.passed / b.trials - a.passed / a.trials;
}

function groupByPrompt(side: ReplicationSide, model: string, scorer: string): ReadonlyMap<string, readonly ScoreRow[]> {
  const rows = side.scores.filter((row) => row.model === model && row.scorer === scorer);
  return Map.groupBy(rows, ({ sampleId, conditionId }) => `${sampleId}\u0000${conditionId}`);
}

function toCount(rows: readonly ScoreRow[]): OutcomeChange['a'] {
  return { passed: rows.filter(({ success }) => success === 1).length, trials: rows.length };
}
