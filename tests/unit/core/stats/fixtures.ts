import type { Observation } from '#core/stats/observation.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { SampleValue } from '#core/stats/sample-value.ts';

/** METRICS §0.5 FIX-1: 6 samples × 4 trials, one digit per trial. */
export const FIX1: readonly string[] = ['1111', '1110', '1010', '0010', '0000', '1101'];

/** Clusters of FIX-1. */
export const FIX1_CLUSTERS: readonly string[] = ['c1', 'c1', 'c2', 'c2', 'c3', 'c3'];

/** METRICS §0.5 FIX-2: 4 samples × 5 answers, `-` = unparsable. */
export const FIX2: readonly string[] = ['AAAAA', 'AABAA', 'ABCAB', 'BB-BB'];

/** METRICS §0.5 FIX-5: 8 samples, K = 1: unperturbed, three perturbations, and four unperturbed repeats. */
export const FIX5 = {
  base: '11111001',
  perturbed: ['11011001', '10111101', '11001001'],
  repeats: ['1111', '1111', '1101', '1111', '1111', '0010', '0000', '1111'],
} as const;

/** Samples t1 … from one string of successes per sample; the answer is the digit. Each sample is its own cluster unless named. */
export function toSamples(outcomes: readonly string[], clusters: readonly string[] = []): readonly SampleOutcomes[] {
  return toSampleOutcomes(toObservations(outcomes, clusters));
}

/** The trials behind `toSamples`, in the order of samples and epochs. */
export function toObservations(outcomes: readonly string[], clusters: readonly string[] = []): readonly Observation[] {
  return outcomes.flatMap((digits, index) =>
    digits.split('').map((digit, epoch) => {
      const success = digit === '1' ? 1 : 0;
      return buildObservation(index, epoch + 1, { success, value: success, answer: digit }, clusters[index]);
    }),
  );
}

/** Samples t1 … from one string of one-letter answers per sample; `-` = unparsable, "A" is right. */
export function toAnswered(answers: readonly string[]): readonly SampleOutcomes[] {
  return toSampleOutcomes(
    answers.flatMap((letters, index) =>
      letters.split('').map((letter, epoch) => {
        const success = letter === 'A' ? 1 : 0;
        return buildObservation(index, epoch + 1, { success, value: success, answer: letter === '-' ? null : letter });
      }),
    ),
  );
}

/** One-trial samples with scores, e.g. sample means of a printed oracle. */
export function toScored(scores: readonly number[]): readonly SampleOutcomes[] {
  return toSampleOutcomes(
    scores.map((value, index) => buildObservation(index, 1, { value, success: value === 1 ? 1 : 0, answer: null })),
  );
}

/** Sample values t1 …, each its own cluster unless named. */
export function toValues(values: readonly number[], clusters: readonly string[] = []): readonly SampleValue[] {
  return values.map((value, index) => ({
    sampleId: `t${index + 1}`,
    clusterId: clusters[index] ?? `t${index + 1}`,
    value,
  }));
}

function buildObservation(
  index: number,
  epoch: number,
  score: Pick<Observation, 'value' | 'success' | 'answer'>,
  clusterId?: string,
): Observation {
  const sampleId = `t${index + 1}`;
  return { sampleId, clusterId: clusterId ?? sampleId, conditionId: 'original', epoch, ...score };
}
