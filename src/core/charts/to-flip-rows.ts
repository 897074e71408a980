import type { ScoreRow } from '../bundle/rows.ts';
import type { Sample } from '../model/sample.ts';
import { ORIGINAL } from '../model/trial.ts';

/** Passed trials of one sample under one condition. */
export interface PassCount {
  readonly conditionId: string;
  readonly passed: number;
  readonly trials: number;
}

/** A sample whose outcome changes: between epochs of the plain prompt, or under a perturbation. */
export interface FlipRow {
  readonly sampleId: string;
  readonly family: string;
  readonly original: PassCount;
  /** True when some but not all epochs of the plain prompt pass. */
  readonly isUnstable: boolean;
  /** Conditions whose majority outcome is not the plain prompt's. A tie is no majority and flips nothing. */
  readonly flippedBy: readonly PassCount[];
}

/**
 * Samples that flip, those with most flipping conditions first, then those nearest to an even split.
 * @param scores of one model and one scorer; failed trials have none.
 */
export function toFlipRows(samples: readonly Sample[], scores: readonly ScoreRow[]): readonly FlipRow[] {
  const scoresBySample = Map.groupBy(scores, (score) => score.sampleId);
  return samples
    .flatMap(({ sampleId, family }) => {
      const counts = toPassCounts(scoresBySample.get(sampleId) ?? []);
      const original = counts.find(({ conditionId }) => conditionId === ORIGINAL);
      if (original === undefined) return [];
      const majority = toMajority(original);
      const flippedBy = counts.filter(
        (count) => majority !== null && toMajority(count) !== null && toMajority(count) !== majority,
      );
      const isUnstable = original.passed > 0 && original.passed < original.trials;
      return isUnstable || flippedBy.length > 0 ? [{ sampleId, family, original, isUnstable, flippedBy }] : [];
    })
    .toSorted((a, b) => b.flippedBy.length - a.flippedBy.length || toEvenness(a) - toEvenness(b));
}

function toPassCounts(scores: readonly ScoreRow[]): readonly PassCount[] {
  const byCondition = Map.groupBy(scores, (score) => score.conditionId);
  return [...byCondition].map(([conditionId, members]) => ({
    conditionId,
    passed: members.filter(({ success }) => success === 1).length,
    trials: members.length,
  }));
}

function toMajority({ passed, trials }: PassCount): 'pass' | 'fail' | null {
  if (passed * 2 === trials) return null;
  return passed * 2 > trials ? 'pass' : 'fail';
}

/** 0 for an even split, 0.5 for all alike. */
function toEvenness({ original }: FlipRow): number {
  return Math.abs(original.passed / original.trials - 0.5);
}
