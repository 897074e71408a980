import { sumsResult } from '../stats/sums-result.ts';
import type { IntervalSettings } from '../stats/interval-settings.ts';
import type { MetricResult } from '../stats/metric-result.ts';
import type { TimedTrial } from './timed-trial.ts';

/** Coefficients of T = a + b·(prompt tokens) + c·(output tokens − 1), in the unit of T and that unit per token. */
export interface RuntimeFit {
  readonly fixed: number;
  readonly perPromptToken: number;
  readonly perOutputToken: number;
}

/** Names of the coefficients. */
export type RuntimePart = keyof RuntimeFit;

/** Time that the fit gives a trial of this size. */
export function toIdealizedRuntime(fit: RuntimeFit, promptTokens: number, outputTokens: number): number {
  return fit.fixed + fit.perPromptToken * promptTokens + fit.perOutputToken * (outputTokens - 1);
}

/**
 * `idealized_runtime`: one coefficient of the least-squares fit of submit-to-last-token time on prompt and output tokens over this
 * device's own trials; ms, or ms per token; lower is better. With all three, times of prompts of different length can be compared.
 * Trials without output tokens are left out. Null where the sizes do not vary enough to tell the coefficients apart. CI-BS over
 * clusters, each with all its trials. Source: Liang et al. 2023 (HELM), idealised runtime; METRICS §6.2.
 */
export function idealizedRuntime(
  trials: readonly TimedTrial[],
  part: RuntimePart,
  settings: IntervalSettings,
): MetricResult {
  const rows = trials
    .filter(({ outputTokens }) => outputTokens >= 1)
    .map(({ clusterId, promptTokens: x, outputTokens, e2eMs: time }) => {
      const y = outputTokens - 1;
      return { clusterId, sums: [1, x, y, time, x * x, x * y, y * y, x * time, y * time] };
    });
  const samples = new Set(trials.map(({ sampleId }) => sampleId)).size;
  const result = sumsResult(
    rows,
    {
      toValue: (sums) => fitRuntime(sums)?.[part] ?? null,
      emptyReason: 'no timed trials',
      undefinedReason: 'prompts and outputs do not vary enough in length to tell their costs apart',
    },
    settings,
  );
  return { ...result, n: rows.length === 0 ? 0 : samples };
}

/** The fit from [n, Σx, Σy, ΣT, Σx², Σxy, Σy², ΣxT, ΣyT]; null where it is not unique. */
export function fitRuntime(sums: ArrayLike<number>): RuntimeFit | null {
  const [n = 0, x = 0, y = 0, time = 0, xx = 0, xy = 0, yy = 0, xTime = 0, yTime = 0] = Array.from(sums);
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
