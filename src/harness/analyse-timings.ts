import { idealizedRuntime } from '#core/metrics/idealized-runtime.ts';
import {
  latencyQuantile,
  toE2eMs,
  toLatencyMedians,
  toPrefillTps,
  toTpotMs,
  toTtftMs,
} from '#core/metrics/latency-quantile.ts';
import { meanTokens } from '#core/metrics/mean-tokens.ts';
import { quartileDispersion } from '#core/metrics/quartile-dispersion.ts';
import { resourceConsistency } from '#core/metrics/resource-consistency.ts';
import { ttftGeomean } from '#core/metrics/ttft-geomean.ts';
import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { isOfPrompts, type AnalysisContext, type EstimatePlace } from './analyse-context.ts';
import { analyseCosts } from './analyse-costs.ts';
import type { TimedRow } from './timed-rows.ts';
import { toTimedRows } from './timed-rows.ts';

/** Condition id of estimates over every condition, the original included. */
export const ALL_CONDITIONS = 'all';

/** Latency, tokens and cost of one model: of the original prompts, and of all prompts where there are perturbed ones. */
export function analyseTimings(context: AnalysisContext, model: string): readonly Estimate[] {
  const timed = toTimedRows(context, model);
  const original = timed.filter((row) => row.conditionId === ORIGINAL);
  const hasPerturbed = context.rows.conditions.some(({ perturbation }) => perturbation !== null);
  return [
    ...analyseLatency(context, model, ORIGINAL, original),
    ...(hasPerturbed
      ? analyseLatency(
          context,
          model,
          ALL_CONDITIONS,
          timed.filter((row) => isOfPrompts(context, row)),
        )
      : []),
    ...analyseSteadiness(context, model, original),
    ...context.rows.config.scorers.flatMap(({ name }) => analyseCosts(context, model, name, original)),
  ];
}

function analyseLatency(
  context: AnalysisContext,
  model: string,
  conditionId: string,
  trials: readonly TimedRow[],
): readonly Estimate[] {
  const place = { model, conditionId, scorer: null };
  // The slow tail of a speed is its low one.
  const quantiles = [
    { metric: 'ttft', unit: 'ms', toValue: toTtftMs, qs: [0.5, 0.95] },
    { metric: 'tpot', unit: 'ms', toValue: toTpotMs, qs: [0.5, 0.95] },
    { metric: 'e2e', unit: 'ms', toValue: toE2eMs, qs: [0.5, 0.95] },
    { metric: 'prefill_tps', unit: 'tokens/s', toValue: toPrefillTps, qs: [0.5, 0.05] },
  ];
  const toFamily = (sampleId: string): string => context.sampleById.get(sampleId)?.family ?? '';
  return [
    ...quantiles.flatMap(({ metric, unit, toValue, qs }) => {
      const medians = toLatencyMedians(trials, toValue);
      return qs.map((q) =>
        context.estimate({ ...place, metric, params: { q }, unit }, ({ level }) => latencyQuantile(medians, q, level)),
      );
    }),
    context.estimate({ ...place, metric: 'ttft_geomean', unit: 'ms' }, ({ level }) =>
      ttftGeomean(trials, toFamily, level),
    ),
    ...analyseRuntime(context, place, trials),
    ...(['prompt', 'output'] as const).map((of) =>
      context.estimate({ ...place, metric: 'tokens', params: { of }, unit: 'tokens' }, (settings) =>
        meanTokens(trials, of, settings),
      ),
    ),
  ];
}

/** Parts of the time of a trial; one fit and its resamples serve all of them. */
function analyseRuntime(
  context: AnalysisContext,
  place: Pick<EstimatePlace, 'model' | 'conditionId' | 'scorer'>,
  trials: readonly TimedRow[],
): readonly Estimate[] {
  let results: ReturnType<typeof idealizedRuntime> | undefined;
  return (['fixed', 'perPromptToken', 'perOutputToken'] as const).map((part) =>
    context.estimate({ ...place, metric: 'idealized_runtime', params: { part }, unit: 'ms' }, (settings) => {
      results ??= idealizedRuntime(trials, settings);
      return results[part];
    }),
  );
}

/** How much tokens and time vary between the trials of one prompt. Tokens stand alone too: times also vary with the device. */
function analyseSteadiness(context: AnalysisContext, model: string, trials: readonly TimedRow[]): readonly Estimate[] {
  const place = { model, conditionId: ORIGINAL, scorer: null };
  return [
    context.estimate({ ...place, metric: 'resource_consistency', params: { of: 'tokens+time' } }, (settings) =>
      resourceConsistency(trials, ['tokens', 'time'], settings),
    ),
    context.estimate({ ...place, metric: 'resource_consistency', params: { of: 'tokens' } }, (settings) =>
      resourceConsistency(trials, ['tokens'], settings),
    ),
    ...(['tokens', 'time'] as const).map((of) =>
      context.estimate({ ...place, metric: 'qcd', params: { of } }, (settings) =>
        quartileDispersion(trials, of, settings),
      ),
    ),
  ];
}
