import { costPerSuccess } from '#core/metrics/cost-per-success.ts';
import { expectedCostToSuccess } from '#core/metrics/expected-cost-to-success.ts';
import { resourceConsistency } from '#core/metrics/resource-consistency.ts';
import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import type { AnalysisContext } from './analyse-context.ts';
import type { TimedRow } from './timed-rows.ts';

/**
 * What a success costs under one scorer, in seconds of compute: on average, until the first one, and with as many tries as there are
 * epochs; and how steady the successful trials are.
 * @param timed of the original prompts.
 */
export function analyseCosts(
  context: AnalysisContext,
  model: string,
  scorer: string,
  timed: readonly TimedRow[],
): readonly Estimate[] {
  const successByKey = new Map(
    context.rows.scores
      .filter((row) => row.conditionId === ORIGINAL && row.scorer === scorer && row.model === model)
      .map((row) => [row.trialKey, row.success]),
  );
  // Attempts that failed left no time and are not in it.
  const costed = timed.flatMap(({ trialKey, sampleId, clusterId, computeMs }) => {
    const success = successByKey.get(trialKey);
    return success === undefined ? [] : [{ sampleId, clusterId, cost: computeMs / 1000, success }];
  });
  const successful = timed.filter(({ trialKey }) => successByKey.get(trialKey) === 1);
  const place = { model, conditionId: ORIGINAL, scorer };
  const cap = context.rows.config.protocol.epochs.baseline;
  return [
    context.estimate({ ...place, metric: 'cost_per_success', unit: 's' }, ({ level }) => costPerSuccess(costed, level)),
    context.estimate({ ...place, metric: 'expected_cost_to_success', unit: 's' }, (settings) =>
      expectedCostToSuccess(costed, null, settings),
    ),
    context.estimate({ ...place, metric: 'expected_cost_to_success', params: { cap }, unit: 's' }, (settings) =>
      expectedCostToSuccess(costed, cap, settings),
    ),
    context.estimate(
      { ...place, metric: 'resource_consistency', params: { of: 'tokens+time', trials: 'successful' } },
      (settings) => resourceConsistency(successful, ['tokens', 'time'], settings),
    ),
  ];
}
