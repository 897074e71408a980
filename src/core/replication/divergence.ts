import type { TranscriptRow } from '../bundle/rows.ts';
import type { TokenLogprob } from '../model/trial-output.ts';
import { quantileType7 } from '../stats/quantile-type7.ts';
import type { TrialPair } from './pair-runs.ts';
import type { Divergence, DivergenceSummary } from './replication.ts';

/** Gap, nats, below which two tokens are a tie that arithmetic may break either way (METRICS §8). */
const SMALL_GAP = 0.01;

/** A trial that both runs completed. */
export interface BothTrial extends TrialPair {
  readonly a: TranscriptRow;
  readonly b: TranscriptRow;
}

/** Pairs that both runs completed. */
export function toBoth(pairs: readonly TrialPair[]): readonly BothTrial[] {
  return pairs.flatMap(({ a, b, ...place }) => (a === null || b === null ? [] : [{ ...place, a, b }]));
}

/** True when prompt and output have the same token ids. */
export function isSameTokens({ a, b }: BothTrial): boolean {
  return isEqual(a.promptTokenIds, b.promptTokenIds) && isEqual(a.outputTokenIds ?? [], b.outputTokenIds ?? []);
}

/** Where the outputs of two runs part: first place, median place, and whether near ties explain it. */
export function summariseDivergence(both: readonly BothTrial[]): DivergenceSummary {
  const divergences = both.flatMap((trial) => toDivergence(trial) ?? []);
  const indices = divergences.map(({ tokenIndex }) => tokenIndex).toSorted((x, y) => x - y);
  const gaps = divergences.flatMap(({ gapA, gapB }) => (gapA === null || gapB === null ? [] : [Math.min(gapA, gapB)]));
  return {
    trials: divergences.length,
    first: divergences[0] ?? null,
    medianTokenIndex: indices.length === 0 ? null : quantileType7(indices, 0.5),
    smallGapShare: gaps.length === 0 ? null : gaps.filter((gap) => gap < SMALL_GAP).length / gaps.length,
  };
}

/** Largest difference of log-probabilities over positions at which both runs chose the same token after the same tokens; null for none. */
export function toMaxLogprobDifference(both: readonly BothTrial[]): number | null {
  let largest: number | null = null;
  for (const { a, b } of both) {
    const rivals = b.logprobs ?? [];
    for (const [index, entry] of (a.logprobs ?? []).entries()) {
      const rival = rivals[index];
      if (rival?.token !== entry.token) break;
      largest = Math.max(largest ?? 0, Math.abs(entry.logprob - rival.logprob));
    }
  }
  return largest;
}

function toDivergence({ sampleId, conditionId, epoch, a, b }: BothTrial): Divergence | null {
  const tokensA = a.outputTokenIds ?? [];
  const tokensB = b.outputTokenIds ?? [];
  const shorter = Math.min(tokensA.length, tokensB.length);
  let tokenIndex = 0;
  while (tokenIndex < shorter && tokensA[tokenIndex] === tokensB[tokenIndex]) tokenIndex += 1;
  if (tokenIndex === shorter && tokensA.length === tokensB.length) return null;
  return {
    sampleId,
    conditionId,
    epoch,
    tokenIndex,
    tokenA: tokensA[tokenIndex] ?? null,
    tokenB: tokensB[tokenIndex] ?? null,
    gapA: toGap(a.logprobs?.[tokenIndex]),
    gapB: toGap(b.logprobs?.[tokenIndex]),
  };
}

function toGap(entry: TokenLogprob | undefined): number | null {
  return entry === undefined ? null : Math.abs(entry.logprob - entry.runnerUpLogprob);
}

function isEqual(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((token, index) => token === other[index]);
}
