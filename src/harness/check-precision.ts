import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import { toHalfWidth } from '#core/stats/precision/between-variance.ts';
import { toLookLevel } from '#core/stats/precision/decide-looks.ts';
import { toSampleCounts } from './plan-sensitivity-of.ts';

/**
 * Clusters below which the interval of agreement at a stop was seen to hold the truth too seldom, where every answer is a coin flip
 * (docs/decisions/2026-11-30-precision-target.md).
 */
const MIN_AGREEMENT_CLUSTERS = 60;

/**
 * Refuses a precision target that no number of epochs reaches, where the variance between samples is stated, and one on too few
 * clusters for its interval.
 */
export function checkPrecision(config: HarnessConfig, samples: readonly Sample[]): Result<null> {
  const { precision } = config.protocol;
  if (precision === undefined || precision === null) return toOk(null);
  const counts = toSampleCounts(samples);
  if (counts.clusters < 2)
    return toFailed(
      'config-invalid',
      'protocol.precision: the samples form one cluster, which gives no interval to narrow.',
      { location: 'protocol.precision' },
    );
  const { betweenVariance, halfWidth, looks, metric } = precision;
  const isAgreement = metric.id === 'agreement_pairwise' || metric.id === 'outcome_consistency@c';
  if (isAgreement && counts.clusters < MIN_AGREEMENT_CLUSTERS)
    return toFailed(
      'config-invalid',
      `protocol.precision.metric: the samples form ${counts.clusters} clusters; ${metric.id} needs ${MIN_AGREEMENT_CLUSTERS}, for with fewer its interval can hold the truth less often than it says. Take accuracy or pass_hat_k, or more samples.`,
      { location: 'protocol.precision.metric' },
    );
  if (betweenVariance === null) return toOk(null);
  const floor = toHalfWidth(betweenVariance, counts, toLookLevel(config.analysis.level, looks.length));
  if (floor <= halfWidth) return toOk(null);
  return toFailed(
    'config-invalid',
    `protocol.precision.halfWidth: ${halfWidth} cannot be reached with ${counts.n} samples: with a variance of ${betweenVariance} between samples no number of epochs gets below ±${floor.toPrecision(3)}. Plan about ${Math.ceil(counts.n * (floor / halfWidth) ** 2)} samples like these, or ask for less.`,
    { location: 'protocol.precision.halfWidth' },
  );
}
