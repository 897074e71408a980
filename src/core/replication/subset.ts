import * as z from 'zod';
import type { ScoreRow } from '../bundle/rows.ts';
import { createRng } from '../rng/rng.ts';
import { mde } from '../stats/sample-size.ts';
import { equivalencePower } from './equivalence-power.ts';
import type { ReplicationSide } from './pair-runs.ts';

/** Which of a task's samples are run again: so many, drawn with a seed that anyone can repeat. */
export const SubsetChoice = z.strictObject({
  samples: z.int().min(1),
  seed: z.int().min(0).max(4_294_967_295),
});
export type SubsetChoice = z.infer<typeof SubsetChoice>;

/** A subset as it stands in an address or a command: `32@7`. */
export function toSubsetText({ samples, seed }: SubsetChoice): string {
  return `${String(samples)}@${String(seed)}`;
}

/** The subset that a text names; null when it names none. */
export function parseSubsetText(text: string): SubsetChoice | null {
  const match = /^(\d{1,6})@(\d{1,10})$/.exec(text);
  const parsed = SubsetChoice.safeParse({ samples: Number(match?.[1]), seed: Number(match?.[2]) });
  return match !== null && parsed.success ? parsed.data : null;
}

/** What a comparison of a random part of the samples can show. */
export const SubsetPower = z.strictObject({
  /** If at least this share of all samples had another output, the subset would hold one with chance .95: 1 − .05^(1/n). */
  detectableShare: z.number().min(0).max(1),
  /** METRICS §1.5: smallest true difference of success rates found with chance .8 at two-sided .05, noise drawn independently. */
  smallestDifference: z.number().nonnegative(),
  /** Chance of the verdict EQUIVALENT, at least, when nothing differs. */
  equivalencePower: z.number().min(0).max(1),
});
export type SubsetPower = z.infer<typeof SubsetPower>;

const ERROR = { alpha: 0.05, power: 0.8 } as const;

/** Variance of one trial's success where nothing says better: that of a fair coin. */
const WORST_VARIANCE = 0.25;

/**
 * Draws samples without replacement, every subset as likely as any other. @returns ids in the order of the task; all of them when as many or
 * more are asked for.
 */
export function chooseSamples(sampleIds: readonly string[], { samples, seed }: SubsetChoice): readonly string[] {
  const rng = createRng(seed).fork('replication-subset');
  const order = sampleIds.map((_, index) => index);
  const count = Math.min(samples, order.length);
  for (let place = 0; place < count; place += 1) {
    const other = rng.int(place, order.length - 1);
    const kept = order[place] ?? 0;
    order[place] = order[other] ?? 0;
    order[other] = kept;
  }
  const chosen = new Set(order.slice(0, count));
  return sampleIds.filter((_, index) => chosen.has(index));
}

/**
 * What n samples of a run buy, with the noise that the run itself shows: σ² = mean over prompts of p̂(1 − p̂)K/(K − 1) under the first
 * scorer, ¼ where every prompt has one trial. @param samples n ≥ 1. @param delta margin δ in (0, 1).
 */
export function toSubsetPower(
  run: Pick<ReplicationSide, 'samples' | 'scores' | 'config'>,
  samples: number,
  delta: number,
): SubsetPower {
  const scorer = run.config.scorers[0]?.name;
  const model = run.config.models[0]?.modelId;
  const scores = run.scores.filter((row) => row.scorer === scorer && row.model === model);
  const trials = Math.max(1, scores.length / Math.max(1, run.samples.length));
  const trialVariance = toTrialVariance(scores);
  const noiseVariance = (2 * trialVariance) / trials;
  return {
    detectableShare: 1 - 0.05 ** (1 / samples),
    smallestDifference: mde({ differenceVariance: 0, noiseVariance, ...ERROR }, samples) ?? 0,
    equivalencePower: equivalencePower({ samples, trials, trialVariance, delta }),
  };
}

function toTrialVariance(scores: readonly ScoreRow[]): number {
  const variances: number[] = [];
  for (const rows of Map.groupBy(scores, (row) => `${row.sampleId}\u0000${row.conditionId}`).values()) {
    const k = rows.length;
    if (k < 2) continue;
    const p = rows.reduce((sum, { success }) => sum + success, 0) / k;
    variances.push((p * (1 - p) * k) / (k - 1));
  }
  if (variances.length === 0) return WORST_VARIANCE;
  return variances.reduce((sum, variance) => sum + variance, 0) / variances.length;
}

/** The rows of some samples; configuration and hashes stay those of the whole design. */
export function withSamples(side: ReplicationSide, sampleIds: ReadonlySet<string>): ReplicationSide {
  const isChosen = ({ sampleId }: { readonly sampleId: string }): boolean => sampleIds.has(sampleId);
  return {
    ...side,
    samples: side.samples.filter(isChosen),
    transcripts: side.transcripts.filter(isChosen),
    scores: side.scores.filter(isChosen),
  };
}
