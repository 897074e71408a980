import type { PrecisionMetric } from '../../model/precision.ts';
import { agreementOfSample } from '../agreement-pairwise.ts';
import { chooseRatio } from '../choose-ratio.ts';
import type { SampleOutcomes } from '../sample-outcomes.ts';
import type { SampleValue } from '../sample-value.ts';

/** A sample's value with what of its variance comes from having few trials. */
export interface NoisyValue extends SampleValue {
  /** Unbiased estimate of Var(value | the sample's own success rate), which further trials take away; null = too few trials to tell. */
  readonly noise: number | null;
}

/**
 * Values of the samples that the metric is defined for. Each value U is unbiased for some h(p), so U² − (an unbiased estimate of h(p)²)
 * is unbiased for its noise: σ²/K for accuracy; C(c, k)²/C(K, k)² − C(c, 2k)/C(K, 2k) for pass^k, from 2k trials on; and for agreement,
 * 1 − 2p(1 − p), from products of four distinct trials. Source: METRICS §1.3 and §2; U-statistics, Hoeffding 1948.
 */
export function toNoisyValues(samples: readonly SampleOutcomes[], metric: PrecisionMetric): readonly NoisyValue[] {
  return samples.flatMap((sample) => {
    const pair = toValueAndNoise(sample, metric);
    return pair === null ? [] : [{ sampleId: sample.sampleId, clusterId: sample.clusterId, ...pair }];
  });
}

function toValueAndNoise(
  sample: SampleOutcomes,
  metric: PrecisionMetric,
): { readonly value: number; readonly noise: number | null } | null {
  const { trials, successes, meanScore, scoreVariance } = sample;
  switch (metric.id) {
    case 'accuracy':
      return { value: meanScore, noise: scoreVariance === null ? null : scoreVariance / trials };
    case 'pass_hat_k': {
      const value = chooseRatio(successes, trials, metric.k);
      if (value === null) return null;
      const square = chooseRatio(successes, trials, 2 * metric.k);
      return { value, noise: square === null ? null : value ** 2 - square };
    }
    case 'agreement_pairwise': {
      const value = agreementOfSample(sample, 'outcome');
      return value === null ? null : { value, noise: toAgreementNoise(sample, value) };
    }
    case 'outcome_consistency@c': {
      const agreement = agreementOfSample(sample, 'outcome');
      if (agreement === null) return null;
      const noise = toAgreementNoise(sample, agreement);
      return { value: 2 * agreement - 1, noise: noise === null ? null : 4 * noise };
    }
    default:
      return metric satisfies never;
  }
}

/** A² less an unbiased estimate of (1 − 2pq)² = 1 − 4pq + 4p²q². */
function toAgreementNoise({ trials, successes }: SampleOutcomes, agreement: number): number | null {
  if (trials < 4) return null;
  const failures = trials - successes;
  const once = (successes * failures) / (trials * (trials - 1));
  const twice = (once * (successes - 1) * (failures - 1)) / ((trials - 2) * (trials - 3));
  return agreement ** 2 - (1 - 4 * once + 4 * twice);
}
