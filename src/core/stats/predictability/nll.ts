import type { ConfidenceTable } from './confidence-table.ts';

/** Confidences are moved into [NLL_CLIP, 1 − NLL_CLIP] first, since one certain error would make the mean infinite. */
export const NLL_CLIP = 1e-6;

/** Natural logs of f and of 1 − f for the clipped confidences of a table. */
interface ClippedLogs {
  readonly success: Float64Array;
  readonly failure: Float64Array;
}

/** Resamples share their column of confidences, and logarithms would be most of their cost. */
const logsByConfidence = new WeakMap<Float64Array, ClippedLogs>();

/**
 * `nll`: mean negative log-likelihood of the outcomes, natural log, confidences clipped (`NLL_CLIP`); in [0, 13.9], lower is better.
 * Null without pairs. Source: METRICS §4.5.
 */
export function negativeLogLikelihood({ confidence, count, successes, n }: ConfidenceTable): number | null {
  if (n === 0) return null;
  const logs = toClippedLogs(confidence);
  let sum = 0;
  for (let row = 0; row < confidence.length; row += 1) {
    const right = successes[row] ?? 0;
    sum -= right * (logs.success[row] ?? 0) + ((count[row] ?? 0) - right) * (logs.failure[row] ?? 0);
  }
  return sum / n;
}

function toClippedLogs(confidence: Float64Array): ClippedLogs {
  const known = logsByConfidence.get(confidence);
  if (known !== undefined) return known;
  const clipped = confidence.map((f) => Math.min(1 - NLL_CLIP, Math.max(NLL_CLIP, f)));
  const logs = { success: clipped.map((f) => Math.log(f)), failure: clipped.map((f) => Math.log1p(-f)) };
  logsByConfidence.set(confidence, logs);
  return logs;
}
