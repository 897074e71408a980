import type { PrecisionLook, PrecisionMetric, PrecisionStop, PrecisionTarget } from '../../model/precision.ts';
import { accuracy } from '../accuracy.ts';
import { agreementPairwise } from '../agreement-pairwise.ts';
import type { IntervalSettings } from '../interval-settings.ts';
import { isConstant } from '../mean-result.ts';
import type { MetricResult } from '../metric-result.ts';
import type { Observation } from '../observation.ts';
import { outcomeConsistency } from '../outcome-consistency.ts';
import { passHatK } from '../pass-hat-k.ts';
import { toSampleOutcomes, type SampleOutcomes } from '../sample-outcomes.ts';
import { toBetweenVariance, toHalfWidth } from './between-variance.ts';
import { toNoisyValues } from './noisy-value.ts';

/** A settled trial of a plain prompt: completed, or failed for good. */
export interface LookTrial {
  /** 1-based. */
  readonly epoch: number;
  /** Null where the trial failed or the scorer does not judge the sample. */
  readonly observation: Observation | null;
  readonly outputTokens: number;
}

/** A run with a precision target. */
export interface LooksDesign {
  readonly target: PrecisionTarget;
  /** Level of the interval that is reported, 1 − α. */
  readonly level: number;
  /** Plain prompts, each asked once an epoch. */
  readonly sampleCount: number;
}

export interface LooksDecided {
  /** Looks that could be made, in order. */
  readonly looks: readonly PrecisionLook[];
  /** Null while trials of a look are missing. */
  readonly stop: PrecisionStop | null;
  /** Epochs of the last look, or of the one that is being worked on. */
  readonly epochs: number;
}

/**
 * Level of the interval at each of J planned looks, 1 − α/J. By the union bound all J intervals hold at once with chance 1 − α at least, and
 * so does the one at which a run stops, whatever made it stop: repeated confidence intervals with a Bonferroni split.
 * Source: Jennison & Turnbull 1989, J. R. Stat. Soc. B 51(3).
 */
export function toLookLevel(level: number, looks: number): number {
  return 1 - (1 - level) / looks;
}

/**
 * Goes through the looks in order as far as their trials are there. A pure function of the trials, whatever their order: the run, the report and
 * whoever checks them decide alike. A look stops the run when the half width is the target or less (`reached`), when the floor that no
 * number of epochs passes is surely above it, by its 95 % lower limit (`unreachable`), or when no look is left or the next would probably pass the budget of tokens
 * (`budget`).
 */
export function decideLooks(design: LooksDesign, trials: readonly LookTrial[]): LooksDecided {
  const { target, sampleCount } = design;
  const looks: PrecisionLook[] = [];
  for (const [index, epochs] of target.looks.entries()) {
    const seen = trials.filter((trial) => trial.epoch <= epochs);
    if (seen.length < sampleCount * epochs) return { looks, stop: null, epochs };
    const look = takeLook(design, index, seen);
    looks.push(look);
    if (look.decision !== 'continue') return { looks, stop: look.decision, epochs };
  }
  // Not reached: the last look always stops.
  return { looks, stop: 'budget', epochs: target.looks.at(-1) ?? 1 };
}

function takeLook({ target, level }: LooksDesign, index: number, seen: readonly LookTrial[]): PrecisionLook {
  const epochs = target.looks[index] ?? 1;
  const lookLevel = toLookLevel(level, target.looks.length);
  const samples = toSampleOutcomes(seen.flatMap(({ observation }) => (observation === null ? [] : [observation])));
  const result = estimatePrecision(samples, target.metric, lookLevel);
  const halfWidth = toHalf(result);
  const floors = toFloor(samples, target.metric, result, lookLevel);
  const outputTokens = seen.reduce((sum, trial) => sum + trial.outputTokens, 0);
  const decision = decide(target, { index, halfWidth, floorLower: floors.floorLower, outputTokens });
  return {
    look: index + 1,
    epochs,
    value: result.value,
    halfWidth,
    ...floors,
    outputTokens,
    decision,
    samplesNeeded: toSamplesNeeded(target, decision, { result, halfWidth, floor: floors.floor }, lookLevel),
  };
}

/** The metric as the report has it, at a level. */
export function estimatePrecision(
  samples: readonly SampleOutcomes[],
  metric: PrecisionMetric,
  level: number,
): MetricResult {
  // None of these intervals draws resamples.
  const settings: IntervalSettings = { level, resamples: 1, drawIndex: () => 0 };
  switch (metric.id) {
    case 'accuracy':
      return accuracy(samples, settings);
    case 'pass_hat_k':
      return passHatK(samples, metric.k, settings);
    case 'agreement_pairwise':
      return agreementPairwise(samples, 'outcome', settings);
    case 'outcome_consistency@c':
      return outcomeConsistency(samples, settings);
    default:
      return metric satisfies never;
  }
}

function toHalf({ interval }: MetricResult): number | null {
  const { lower = null, upper = null } = interval ?? {};
  return lower === null || upper === null ? null : (upper - lower) / 2;
}

/** Where every trial of every sample is the same the interval depends on the number of clusters alone, and epochs do not narrow it. */
function toFloor(
  samples: readonly SampleOutcomes[],
  metric: PrecisionMetric,
  result: MetricResult,
  level: number,
): Pick<PrecisionLook, 'floor' | 'floorLower'> {
  const values = toNoisyValues(samples, metric);
  const between = toBetweenVariance(values);
  if (between === null) return { floor: null, floorLower: null };
  if (isConstant(values) && values.every(({ noise }) => noise === 0))
    return { floor: toHalf(result), floorLower: toHalf(result) };
  return {
    floor: toHalfWidth(between.value, result, level),
    floorLower: toHalfWidth(between.lower, result, level),
  };
}

interface Seen {
  readonly index: number;
  readonly halfWidth: number | null;
  readonly floorLower: number | null;
  readonly outputTokens: number;
}

function decide(
  target: PrecisionTarget,
  { index, halfWidth, floorLower, outputTokens }: Seen,
): PrecisionLook['decision'] {
  const { looks, maxOutputTokens } = target;
  if (halfWidth !== null && halfWidth <= target.halfWidth) return 'reached';
  if (floorLower !== null && floorLower > target.halfWidth) return 'unreachable';
  const now = looks[index] ?? 1;
  const next = looks[index + 1];
  if (next === undefined) return 'budget';
  // The next look is expected to use as many tokens an epoch as those so far.
  return maxOutputTokens !== null && (outputTokens * next) / now > maxOutputTokens ? 'budget' : 'continue';
}

function toSamplesNeeded(
  target: PrecisionTarget,
  decision: PrecisionLook['decision'],
  { result, halfWidth, floor }: { result: MetricResult; halfWidth: number | null; floor: number | null },
  level: number,
): number | null {
  const width = decision === 'unreachable' ? floor : decision === 'budget' ? halfWidth : null;
  if (width === null) return null;
  if (result.interval?.method !== 'CI-CP') return Math.ceil(result.n * (width / target.halfWidth) ** 2);
  // Half width = U·range/2 with U = 1 − ((1 − level)/2)^(1/C): solved for C.
  const share = 1 - ((1 - level) / 2) ** (1 / result.clusters);
  const clusters = Math.log((1 - level) / 2) / Math.log1p((-share * target.halfWidth) / width);
  return Math.ceil((result.n * clusters) / result.clusters);
}
