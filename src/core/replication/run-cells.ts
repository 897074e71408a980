import type { ScoreRow } from '../bundle/rows.ts';
import type { SampleCell } from './permutation-test.ts';
import type { Seeds, TrialPair } from './pair-runs.ts';

/** One prompt with its judged trials in both runs. */
export interface RunCell extends SampleCell {
  readonly sampleId: string;
  readonly clusterId: string;
}

type CellDraft = Omit<RunCell, 'cellsOfSample'>;

/**
 * Judged trials of two runs by sample and condition. With equal noise only trials that both runs completed count, so that they pair up; with
 * independent noise all of them do. Prompts that one run has no judged trial of are left out.
 * @param scoresA, scoresB of one scorer by trial key.
 */
export function toRunCells(
  pairs: readonly TrialPair[],
  scoresA: ReadonlyMap<string, ScoreRow>,
  scoresB: ReadonlyMap<string, ScoreRow>,
  seeds: Seeds,
): readonly RunCell[] {
  const judged = pairs.map(({ sampleId, clusterId, conditionId, a, b }) => ({
    sampleId,
    clusterId,
    conditionId,
    a: a === null ? undefined : scoresA.get(a.trialKey)?.success,
    b: b === null ? undefined : scoresB.get(b.trialKey)?.success,
  }));
  const kept = seeds === 'equal' ? judged.filter(({ a, b }) => a !== undefined && b !== undefined) : judged;
  const byPrompt = Map.groupBy(kept, ({ sampleId, conditionId }) => `${sampleId}\u0000${conditionId}`);
  const drafts = [...byPrompt.values()].flatMap((members): CellDraft[] => {
    const [first] = members;
    const outcomesA = members.flatMap(({ a }) => a ?? []);
    const outcomesB = members.flatMap(({ b }) => b ?? []);
    if (first === undefined || outcomesA.length === 0 || outcomesB.length === 0) return [];
    return [
      {
        sampleId: first.sampleId,
        clusterId: first.clusterId,
        trialsA: outcomesA.length,
        successesA: toSum(outcomesA),
        trialsB: outcomesB.length,
        successesB: toSum(outcomesB),
        discordantPairs: seeds === 'equal' ? members.filter(({ a, b }) => a !== b).length : null,
      },
    ];
  });
  const countBySample = new Map<string, number>();
  for (const { sampleId } of drafts) countBySample.set(sampleId, (countBySample.get(sampleId) ?? 0) + 1);
  return drafts.map((draft) => ({ ...draft, cellsOfSample: countBySample.get(draft.sampleId) ?? 1 }));
}

function toSum(outcomes: readonly number[]): number {
  return outcomes.reduce((sum, outcome) => sum + outcome, 0);
}
