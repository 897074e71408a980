import type { Estimate } from '#core/model/report.ts';
import { holmAdjust } from '#core/stats/holm.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { TestedResult } from '#core/stats/tested-mean-result.ts';
import type { AnalysisContext, EstimatePlace } from './analyse-context.ts';

/** One estimate of a family with the test that it is 0. */
export interface TestedEstimate {
  readonly place: EstimatePlace;
  readonly run: (settings: IntervalSettings) => TestedResult;
}

/**
 * Runs the estimates of one family and adjusts their tests for one another (Holm). Estimates without an interval have no test and do not
 * count. A test of a family of one is kept, so that a reader sees the same column everywhere.
 * @param family e.g. `class P, conditions, acc_drop`; the model and the scorer are those of the estimates.
 */
export function estimateFamily(
  context: AnalysisContext,
  family: string,
  tests: readonly TestedEstimate[],
): readonly Estimate[] {
  const tested = tests.map(({ place, run }) => {
    let pValue: number | null = null;
    const estimate = context.estimate(place, (settings) => {
      const result = run(settings);
      ({ pValue } = result);
      return result;
    });
    return { estimate, pValue };
  });
  const pValues = tested.flatMap((test) => test.pValue ?? []);
  const adjusted = holmAdjust(pValues);
  let next = 0;
  return tested.map(({ estimate, pValue }) => {
    if (pValue === null) return estimate;
    const adjustedPValue = adjusted[next] ?? 1;
    next += 1;
    return { ...estimate, adjusted: { method: 'holm', family, tests: pValues.length, pValue, adjustedPValue } };
  });
}
