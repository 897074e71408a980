import { equivalencePower } from '../replication/equivalence-power.ts';
import type { PlanVariances } from './example-variances.ts';
import { toHalfWidth, type SampleCounts } from './precision/between-variance.ts';
import { mde, nRequired } from './sample-size.ts';

/** What is asked of a comparison before it is run. */
export interface SensitivityQuestion {
  /** Difference δ that matters, > 0; also the margin of the replication verdict. */
  readonly delta: number;
  /** Two-sided error of the first kind in (0, 1). */
  readonly alpha: number;
  /** Chance to find δ, in (0, 1). */
  readonly power: number;
  /** Trials of each sample on each side. */
  readonly epochs: { readonly a: number; readonly b: number };
  /** Level of the interval of accuracy. */
  readonly level: number;
}

export interface SensitivityPlan {
  /** Smallest true difference that is found with the power asked for; null with fewer than 2 clusters. */
  readonly smallestDifference: number | null;
  /** Samples (of clusters like these) that δ needs, rounded up. */
  readonly samplesRequired: number;
  /** Expected half width of the interval of side A's accuracy; null with fewer than 2 clusters. */
  readonly halfWidth: number | null;
  /** What is left of it with any number of epochs. */
  readonly floor: number | null;
  /** Chance that two runs of A that do not differ get the verdict EQUIVALENT at the margin δ. */
  readonly equivalencePower: number;
}

/**
 * What a design can see, before it is run: `mde` and `n_required` (METRICS §1.5), the half width to expect of accuracy and its floor (§1.3), and
 * the power of the replication verdict (DESIGN §8). Normal theory; variances between samples are taken per sample, so a pilot whose
 * clusters hold alike samples has to have that in them (`toBetweenVariance`).
 */
export function planSensitivity(
  variances: PlanVariances,
  counts: SampleCounts,
  question: SensitivityQuestion,
): SensitivityPlan {
  const { within, between, difference } = variances;
  const { delta, alpha, power, epochs, level } = question;
  const noiseVariance = within / epochs.a + within / epochs.b;
  const design = { differenceVariance: difference, noiseVariance, alpha, power };
  const hasInterval = counts.clusters >= 2;
  return {
    smallestDifference: hasInterval ? mde(design, counts.n) : null,
    samplesRequired: Math.ceil(nRequired(design, delta) ?? Infinity),
    halfWidth: hasInterval ? toHalfWidth(between + within / epochs.a, counts, level) : null,
    floor: hasInterval ? toHalfWidth(between, counts, level) : null,
    equivalencePower: equivalencePower({ samples: counts.clusters, trials: epochs.a, trialVariance: within, delta }),
  };
}
