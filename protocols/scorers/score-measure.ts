import type { Score } from '#core/model/scorer.ts';
import { toMiss, toSuccess } from './judgement.ts';

/** Above this a measure counts as 1: what rounding takes from the mean of six shares. */
const WHOLE = 1 - 1e-9;

/** A measure in [0, 1] as a score: with a threshold `value` = success, without one `value` = the measure and success needs 1. */
export function toMeasuredScore(
  measure: number,
  passAt: number | null,
  found: Pick<Score, 'span' | 'why'> & { readonly answer: string },
): Score {
  const { answer, span, why } = found;
  const isWhole = measure >= WHOLE;
  if (passAt === null) return isWhole ? toSuccess(answer, span, why) : toMiss(answer, span, why, Math.max(0, measure));
  return isWhole || measure >= passAt ? toSuccess(answer, span, why) : toMiss(answer, span, why);
}
