import * as z from 'zod';
import { ReproducibilityClass } from '../model/effective-config.ts';
import { Interval } from '../model/report.ts';
import { SubsetChoice, SubsetPower } from './subset.ts';

const Share = z.number().min(0).max(1);
const Count = z.int().nonnegative();

/** Rungs of the ladder of METRICS §8, as DESIGN §8 corrects it, from the highest down. */
export const ReplicationVerdict = z.enum([
  'BIT_EXACT',
  'ANSWER_EXACT',
  'EQUIVALENT',
  'INCONCLUSIVE',
  'DIFFERENT',
  'NOT_COMPARABLE',
]);
export type ReplicationVerdict = z.infer<typeof ReplicationVerdict>;

/** How many trials are the same in both runs, and how many samples have no trial that is not. */
export const ExactShare = z.strictObject({
  /** Trials completed in both runs. */
  trials: Count,
  identicalTrials: Count,
  samples: Count,
  identicalSamples: Count,
  /** One-sided 95 % Clopper–Pearson lower bound of the share of identical samples; null without samples. */
  lowerBound: Share.nullable(),
});
export type ExactShare = z.infer<typeof ExactShare>;

/** The first output token in which two runs of one trial differ. */
export const Divergence = z.strictObject({
  sampleId: z.string(),
  conditionId: z.string(),
  epoch: z.int().min(1),
  /** 0-based; the length of the shorter output where one is the beginning of the other. */
  tokenIndex: Count,
  /** Token there; null where the output has ended. */
  tokenA: Count.nullable(),
  tokenB: Count.nullable(),
  /** |log-probability of the token − that of its runner-up| there, nats; null without log-probabilities. */
  gapA: z.number().nonnegative().nullable(),
  gapB: z.number().nonnegative().nullable(),
});
export type Divergence = z.infer<typeof Divergence>;

/** Where outputs part. A gap below 1e-2 speaks for arithmetic that broke a tie, not for another model. */
export const DivergenceSummary = z.strictObject({
  trials: Count,
  /** In plan order; null when no output differs. */
  first: Divergence.nullable(),
  medianTokenIndex: z.number().nonnegative().nullable(),
  /** Share of differing outputs whose smaller gap is below 1e-2, among those with log-probabilities. */
  smallGapShare: Share.nullable(),
});
export type DivergenceSummary = z.infer<typeof DivergenceSummary>;

/** A permutation test; p-values adjusted by Holm over all tests of the replication. */
export const ReplicationTest = z.strictObject({
  statistic: z.number().nonnegative(),
  pValue: Share,
  adjustedPValue: Share,
  isExact: z.boolean(),
});
export type ReplicationTest = z.infer<typeof ReplicationTest>;

/** One model under one scorer in both runs. */
export const ReplicationComparison = z.strictObject({
  modelA: z.string(),
  modelB: z.string(),
  scorer: z.string(),
  verdict: ReplicationVerdict,
  /** Sentences that say why. */
  reasons: z.array(z.string()),
  /** L1; null when the runs drew their noise independently, so that equal answers are not expected. */
  answerExact: ExactShare.nullable(),
  /** L2: Σ over prompts of the squared difference of success rates; null when no relabelling changes it. */
  squaresTest: ReplicationTest.nullable(),
  /** L2: |mean difference|. */
  meanTest: ReplicationTest.nullable(),
  /** L3: mean over samples of success in A minus success in B, with its 90 % interval. */
  difference: z.strictObject({
    value: z.number().min(-1).max(1).nullable(),
    reason: z.string().nullable(),
    interval: Interval.nullable(),
    n: Count,
    clusters: Count,
    isInside: z.boolean(),
  }),
  /** L4: how often outcomes of the same sample differ between the runs, and within them. */
  discordance: z.strictObject({
    value: Share.nullable(),
    interval: Interval.nullable(),
    /** Share of pairs of trials of one sample that differ within a run, mean of both runs; null with one trial a prompt. */
    noiseFloor: Share.nullable(),
    /** Cohen's κ of outcomes; null when one outcome is certain. */
    kappa: z.number().max(1).nullable(),
  }),
  /** With one trial of each sample in each run; else null. */
  mcNemar: z.strictObject({ onlyA: Count, onlyB: Count, exactPValue: Share, midPValue: Share }).nullable(),
  /** P(|difference| < δ) by the Dirichlet posterior; with one trial of each sample in each run, else null. */
  probPracticallyEqual: Share.nullable(),
  /** Where the verdict is INCONCLUSIVE: samples with which equal runs would be EQUIVALENT with chance .8. */
  samplesToDecide: z.int().positive().nullable(),
});
export type ReplicationComparison = z.infer<typeof ReplicationComparison>;

const RunName = z.strictObject({ runId: z.string(), configHash: z.string(), designHash: z.string() });

/** `replication.json`: do two runs of one design agree? A pure function of two runs' rows. */
export const Replication = z.strictObject({
  schemaVersion: z.literal(1),
  a: RunName,
  b: RunName,
  /** The lowest verdict of the comparisons. */
  verdict: ReplicationVerdict,
  /** Fields of the design that differ; a different master seed alone leaves runs comparable, when that is asked for. */
  designDifferences: z.array(z.strictObject({ path: z.string(), a: z.string().nullable(), b: z.string().nullable() })),
  /** `equal`: both runs drew the same noise for the same trial. */
  seeds: z.enum(['equal', 'independent']),
  /** The weaker of the two runs' classes: A promises equal bits, B on one device, C nothing; null where a run does not say. */
  expectedClass: ReproducibilityClass.nullable(),
  /** Margin δ, declared before the runs were compared. */
  delta: z.number().gt(0).lt(1),
  /** L0 by model: identical prompt and output token ids; null with independent noise. */
  bitExact: z.array(
    z.strictObject({
      modelA: z.string(),
      modelB: z.string(),
      exact: ExactShare.nullable(),
      divergence: DivergenceSummary.nullable(),
      /** Largest difference of log-probabilities at equal tokens after equal beginnings, nats. */
      maxLogprobDifference: z.number().nonnegative().nullable(),
      /** Trials completed in one run only: failed, or not run. */
      unpaired: Count,
    }),
  ),
  comparisons: z.array(ReplicationComparison),
  /** The random part of the samples that was compared, with what it can show; absent = all samples. */
  subset: z
    .strictObject({ ...SubsetChoice.shape, of: z.int().min(1), sampleIds: z.array(z.string()), power: SubsetPower })
    .optional(),
});
export type Replication = z.infer<typeof Replication>;
