import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { PrecisionMetric } from '#core/model/precision.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { toSamplePairs, type SamplePair } from '#core/stats/paired-diff.ts';
import { toBetweenVariance, type SampleCounts } from '#core/stats/precision/between-variance.ts';
import { toNoisyValues, type NoisyValue } from '#core/stats/precision/noisy-value.ts';
import { toSampleOutcomes, type SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { PlanVariances } from '#core/stats/example-variances.ts';
import { createAnalysisContext } from './analyse-context.ts';
import { toObservationsByCondition } from './analyse-observations.ts';
import type { RunRows } from './run-rows.ts';

/** Variances of a run that has been made, for planning another one. */
export interface Pilot extends SampleCounts {
  readonly model: string;
  readonly scorer: string;
  readonly variances: PlanVariances;
  /** Where ω² comes from: the second model of the pilot, or null = twice Var(x), as if the two systems had nothing in common. */
  readonly comparedWith: string | null;
  /** Variance between samples of any metric that can be a precision target; null where the pilot has too few epochs to tell. */
  betweenVariance(metric: PrecisionMetric): number | null;
}

/** The variances of a run's first model, of the plain prompts under one scorer. Fails where the run has no repetition. */
export function readPilot(rows: RunRows, scorer: string): Result<Pilot> {
  const context = createAnalysisContext(rows);
  const toSamples = (model: string): readonly SampleOutcomes[] =>
    toSampleOutcomes(toObservationsByCondition(context, model, scorer).get(ORIGINAL) ?? []).filter(
      ({ scoreVariance }) => scoreVariance !== null,
    );
  const [first, second] = rows.config.models;
  const samples = first === undefined ? [] : toSamples(first.modelId);
  const between = toBetweenVariance(toNoisyValues(samples, { id: 'accuracy' }));
  if (first === undefined || between === null)
    return toFailed(
      'config-invalid',
      `The run has fewer than two clusters of samples with two completed trials each that "${scorer}" judges, so it says nothing about variances. Its scorers: ${rows.config.scorers.map(({ name }) => name).join(', ')}.`,
    );
  const pairs = second === undefined ? [] : toSamplePairs(samples, toSamples(second.modelId));
  const difference = toBetweenVariance(pairs.map(toNoisyDifference));
  return toOk({
    model: first.modelId,
    scorer,
    n: samples.length,
    clusters: new Set(samples.map(({ clusterId }) => clusterId)).size,
    variances: {
      within: toMean(samples),
      between: between.value,
      difference: difference?.value ?? 2 * between.value,
    },
    comparedWith: difference === null ? null : (second?.modelId ?? null),
    betweenVariance: (metric) => toBetweenVariance(toNoisyValues(samples, metric))?.value ?? null,
  });
}

function toMean(samples: readonly SampleOutcomes[]): number {
  return samples.reduce((sum, { scoreVariance }) => sum + (scoreVariance ?? 0), 0) / samples.length;
}

function toNoisyDifference({ first, second }: SamplePair): NoisyValue {
  const toNoise = ({ scoreVariance, trials }: SampleOutcomes): number => (scoreVariance ?? 0) / trials;
  return {
    sampleId: first.sampleId,
    clusterId: first.clusterId,
    value: first.meanScore - second.meanScore,
    noise: toNoise(first) + toNoise(second),
  };
}
