import { accDrop } from '#core/stats/acc-drop.ts';
import { accuracyPassGap } from '#core/stats/accuracy-pass-gap.ts';
import { accuracy } from '#core/stats/accuracy.ts';
import { agreementPairwise } from '#core/stats/agreement-pairwise.ts';
import { excessFlip } from '#core/stats/excess-flip.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import type { Observation } from '#core/stats/observation.ts';
import { toPairedSamples } from '#core/stats/paired-sample.ts';
import type { PairedSample } from '#core/stats/paired-sample.ts';
import { passAtK } from '#core/stats/pass-at-k.ts';
import { passHatK } from '#core/stats/pass-hat-k.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { tarAnswer } from '#core/stats/tar-answer.ts';
import { worstCaseGapAdj } from '#core/stats/worst-case-gap-adj.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

const EPOCHS = 5;

/** Trials of up to 14 samples in up to 14 clusters under one condition; success 1 has score 1. */
function observations(conditionId: string): fc.Arbitrary<readonly Observation[]> {
  const answer = fc.constantFrom('A', 'B', 'C', null);
  const sample = fc.array(answer, { minLength: 1, maxLength: EPOCHS });
  return fc.array(sample, { minLength: 1, maxLength: 14 }).map((samples) =>
    samples.flatMap((answers, index) =>
      answers.map((given, epoch) => {
        const success = given === 'A' ? 1 : 0;
        const sampleId = `s${index}`;
        const clusterId = `c${index % 11}`;
        return { sampleId, clusterId, conditionId, epoch: epoch + 1, value: success, success, answer: given };
      }),
    ),
  );
}

type Estimator = (samples: readonly SampleOutcomes[], settings: IntervalSettings) => MetricResult;

const proportions: Readonly<Record<string, Estimator>> = {
  accuracy,
  passAtK: (samples, settings) => passAtK(samples, 3, settings),
  passHatK: (samples, settings) => passHatK(samples, 3, settings),
  agreementOnOutcomes: (samples, settings) => agreementPairwise(samples, 'outcome', settings),
  agreementOnAnswers: (samples, settings) => agreementPairwise(samples, 'answer', settings),
  tarAnswer: (samples, settings) => tarAnswer(samples, EPOCHS, settings),
  accuracyPassGap: (samples, settings) => accuracyPassGap(samples, 3, settings),
};

const differences: Readonly<
  Record<string, (pairs: readonly PairedSample[], settings: IntervalSettings) => MetricResult>
> = {
  accDrop,
  excessFlipOfAnswers: (pairs, settings) => excessFlip(pairs, 'answer', settings),
  excessFlipOfOutcomes: (pairs, settings) => excessFlip(pairs, 'outcome', settings),
  worstCaseGapAdj: (pairs, settings) => worstCaseGapAdj(pairs, EPOCHS, settings),
};

function expectLawful(result: MetricResult, lowest: number): void {
  if (result.value === null) {
    expect(result).toMatchObject({ interval: null, n: 0, clusters: 0 });
    expect(result.reason).not.toBeNull();
    return;
  }
  expect(result.value).toBeGreaterThanOrEqual(lowest - 1e-12);
  expect(result.value).toBeLessThanOrEqual(1 + 1e-12);
  expect(result.clusters).toBeLessThanOrEqual(result.n);
  if (result.interval === null) expect(result.reason).not.toBeNull();
  else {
    expect(result.interval.lower).toBeLessThanOrEqual(result.interval.upper ?? Number.NaN);
    expect(result.reason).toBeNull();
  }
}

describe.each(Object.entries(proportions))('%s', (_, estimate) => {
  test.prop([observations('original')])('is in [0, 1] or null with a reason', (rows) => {
    expectLawful(estimate(toSampleOutcomes(rows), createIntervalSettings()), 0);
  });

  test.prop([
    observations('original').chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows], { minLength: rows.length })),
    ),
  ])('does not depend on the order of the trials, to the last bit', ([rows, shuffled]) => {
    const ofRows = estimate(toSampleOutcomes(rows), createIntervalSettings());
    expect(estimate(toSampleOutcomes(shuffled), createIntervalSettings())).toEqual(ofRows);
  });
});

describe.each(Object.entries(differences))('%s', (_, estimate) => {
  const conditions = fc.array(observations('perturbed'), { minLength: 1, maxLength: EPOCHS - 1 });

  test.prop([observations('original'), conditions])('is in [−1, 1] or null with a reason', (baseline, perturbed) => {
    const pairs = toPairedSamples(toSampleOutcomes(baseline), perturbed.map(toSampleOutcomes), new Map());
    expectLawful(estimate(pairs, createIntervalSettings()), -1);
  });

  test.prop([observations('original'), conditions])(
    'does not depend on the order of the conditions',
    (baseline, perturbed) => {
      const toValue = (list: readonly (readonly Observation[])[]): number | null => {
        const pairs = toPairedSamples(toSampleOutcomes(baseline), list.map(toSampleOutcomes), new Map());
        return estimate(pairs, createIntervalSettings()).value;
      };
      expect(toValue(perturbed.toReversed()) ?? 9).toBeCloseTo(toValue(perturbed) ?? 9, 12);
    },
  );
});

describe('pass^k and pass@k', () => {
  // Every sample with all epochs, so that the same samples count at every k.
  const complete = fc
    .array(fc.array(fc.boolean(), { minLength: EPOCHS, maxLength: EPOCHS }), { minLength: 1, maxLength: 10 })
    .map((samples) =>
      toSampleOutcomes(
        samples.flatMap((passes, index) =>
          passes.map((pass, epoch) => {
            const success = pass ? 1 : 0;
            const names = { sampleId: `s${index}`, clusterId: `s${index}`, conditionId: 'original' };
            return { ...names, epoch: epoch + 1, value: success, success, answer: null };
          }),
        ),
      ),
    );
  const settings = createIntervalSettings();
  const toHat = (samples: readonly SampleOutcomes[], k: number): number =>
    passHatK(samples, k, settings).value ?? Number.NaN;
  const toAt = (samples: readonly SampleOutcomes[], k: number): number =>
    passAtK(samples, k, settings).value ?? Number.NaN;

  test.prop([complete])('both are the accuracy at k = 1', (samples) => {
    const expected = accuracy(samples, settings).value ?? Number.NaN;
    expect(toHat(samples, 1)).toBeCloseTo(expected, 12);
    expect(toAt(samples, 1)).toBeCloseTo(expected, 12);
  });

  test.prop([complete])('pass^k never rises and pass@k never falls with k', (samples) => {
    for (let k = 2; k <= EPOCHS; k += 1) {
      expect(toHat(samples, k)).toBeLessThanOrEqual(toHat(samples, k - 1) + 1e-12);
      expect(toAt(samples, k)).toBeGreaterThanOrEqual(toAt(samples, k - 1) - 1e-12);
    }
  });

  test.prop([complete])('at all epochs they are the shares of samples that always and ever pass', (samples) => {
    const share = (isCounted: (sample: SampleOutcomes) => boolean): number =>
      samples.filter(isCounted).length / samples.length;
    expect(toHat(samples, EPOCHS)).toBeCloseTo(
      share(({ successes }) => successes === EPOCHS),
      12,
    );
    expect(toAt(samples, EPOCHS)).toBeCloseTo(
      share(({ successes }) => successes > 0),
      12,
    );
  });

  test.prop([complete])('the gap is the difference of the two numbers in the headline', (samples) => {
    const gap = accuracyPassGap(samples, EPOCHS, settings).value;
    expect(gap).toBeCloseTo((accuracy(samples, settings).value ?? 0) - toHat(samples, EPOCHS), 12);
  });
});

describe('a perturbation that changes nothing', () => {
  test.prop([observations('original')])(
    'drops no accuracy, and its flips beside its own trials are below those of asking again',
    (rows) => {
      const samples = toSampleOutcomes(rows);
      const pairs = toPairedSamples(samples, [samples], new Map());
      expect(accDrop(pairs, createIntervalSettings()).value).toBe(0);
      // Cross pairs of a set with itself include each trial with itself, so they differ less often than pairs of two trials do.
      const excess = excessFlip(pairs, 'outcome', createIntervalSettings()).value;
      if (excess !== null) expect(excess).toBeLessThanOrEqual(1e-12);
    },
  );
});
