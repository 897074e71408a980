import { resampleStatistic, toResampledInterval } from '../stats/bootstrap-statistic.ts';
import { withEnoughClusters } from '../stats/cluster-bootstrap.ts';
import { addDrawnSums, toClusterSums, toTotalSums } from '../stats/cluster-sums.ts';
import type { IntervalSettings } from '../stats/interval-settings.ts';
import type { MetricResult } from '../stats/metric-result.ts';
import { undefinedResult } from '../stats/metric-result.ts';
import type { TimedTrial } from './timed-trial.ts';

/** Coefficients of T = a + b·(prompt tokens) + c·(output tokens − 1), in the unit of T and that unit per token. */
export interface RuntimeFit {
  readonly fixed: number;
  readonly perPromptToken: number;
  readonly perOutputToken: number;
}

/** Time that the fit gives a trial of this size. */
export function toIdealizedRuntime(fit: RuntimeFit, promptTokens: number, outputTokens: number): number {
  return fit.fixed + fit.perPromptToken * promptTokens + fit.perOutputToken * (outputTokens - 1);
}

/**
 * `idealized_runtime`: the coefficients of the least-squares fit of submit-to-last-token time on prompt and output tokens over this
 * device's own trials; ms, or ms per token; lower is better. With all three, times of prompts of different length can be compared.
 * Trials without output tokens are left out. Null where the sizes do not vary enough to tell the coefficients apart. CI-BS over
 * clusters, each with all its trials, from the same resamples for all three.
 * Source: Liang et al. 2023 (HELM), idealised runtime; METRICS §6.2.
 */
export function idealizedRuntime(
  trials: readonly TimedTrial[],
  settings: IntervalSettings,
): Readonly<Record<keyof RuntimeFit, MetricResult>> {
  const counted = trials.filter(({ outputTokens }) => outputTokens >= 1);
  if (counted.length === 0) return forEachPart(() => undefinedResult('no timed trials'));
  const sums = toClusterSums(counted.map((trial) => ({ clusterId: trial.clusterId, sums: toSums(trial) })));
  const { clusters } = sums;
  const size = { n: new Set(counted.map(({ sampleId }) => sampleId)).size, clusters };
  const fit = fitRuntime(toTotalSums(sums));
  if (fit === null) {
    const reason = 'prompts and outputs do not vary enough in length to tell their costs apart';
    return forEachPart(() => ({ ...undefinedResult(reason), ...size }));
  }
  const tooFew = withEnoughClusters(clusters);
  const totals = new Float64Array(sums.columns.length);
  const toFit = (drawn: Uint32Array): RuntimeFit | null => {
    addDrawnSums(sums, drawn, totals);
    return fitRuntime(totals);
  };
  const fits = tooFew === null ? resampleStatistic(clusters, toFit, settings) : [];
  return forEachPart((part) => {
    const values = fits.map((resampled) => resampled[part]);
    return { value: fit[part], ...(tooFew ?? toResampledInterval(values, settings)), ...size };
  });
}

function forEachPart(toResult: (part: keyof RuntimeFit) => MetricResult): Record<keyof RuntimeFit, MetricResult> {
  return {
    fixed: toResult('fixed'),
    perPromptToken: toResult('perPromptToken'),
    perOutputToken: toResult('perOutputToken'),
  };
}

/** [1, x, y, T, x², xy, y², xT, yT] with x prompt tokens and y output tokens after the first. */
function toSums({ promptTokens: x, outputTokens, e2eMs: time }: TimedTrial): readonly number[] {
  const y = outputTokens - 1;
  return [1, x, y, time, x * x, x * y, y * y, x * time, y * time];
}

/** The fit from the sums of `toSums`; null where it is not unique. */
function fitRuntime(sums: Float64Array): RuntimeFit | null {
  const [n = 0, x = 0, y = 0, time = 0, xx = 0, xy = 0, yy = 0, xTime = 0, yTime = 0] = sums;
  const varianceX = xx - (x * x) / n;
  const varianceY = yy - (y * y) / n;
  const covariance = xy - (x * y) / n;
  const determinant = varianceX * varianceY - covariance * covariance;
  // Relative to what it is without correlation; also false for NaN, when there are no trials.
  if (!(determinant > 1e-9 * varianceX * varianceY)) return null;
  const ofX = xTime - (x * time) / n;
  const ofY = yTime - (y * time) / n;
  const perPromptToken = (varianceY * ofX - covariance * ofY) / determinant;
  const perOutputToken = (varianceX * ofY - covariance * ofX) / determinant;
  return { fixed: (time - perPromptToken * x - perOutputToken * y) / n, perPromptToken, perOutputToken };
}
