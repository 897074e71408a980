import type { CostedTrial } from '#core/metrics/cost-per-success.ts';
import { costPerSuccess } from '#core/metrics/cost-per-success.ts';
import { latencyQuantile, toTpotMs, toTtftMs } from '#core/metrics/latency-quantile.ts';
import { meanTokens } from '#core/metrics/mean-tokens.ts';
import type { TimedTrial } from '#core/metrics/timed-trial.ts';
import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import type { AnalysisContext } from './analyse-context.ts';

/** Condition id of estimates over every condition, the original included. */
export const ALL_CONDITIONS = 'all';

/** A completed trial's times with the names of the trial. */
interface TimedRow extends TimedTrial {
  readonly trialKey: string;
  readonly conditionId: string;
}

/** Latency, tokens and cost of one model: of the original prompts, and of all prompts where there are perturbed ones. */
export function analyseTimings(context: AnalysisContext, model: string): readonly Estimate[] {
  const timed = toTimedRows(context, model);
  const original = timed.filter((row) => row.conditionId === ORIGINAL);
  const hasPerturbed = context.rows.conditions.some(({ perturbation }) => perturbation !== null);
  return [
    ...analyseLatency(context, model, ORIGINAL, original),
    ...(hasPerturbed ? analyseLatency(context, model, ALL_CONDITIONS, timed) : []),
    ...context.rows.config.scorers.map(({ name }) =>
      context.estimate(
        { metric: 'cost_per_success', model, conditionId: ORIGINAL, scorer: name, unit: 's' },
        ({ level }) => costPerSuccess(toCostedTrials(context, original, name), level),
      ),
    ),
  ];
}

function analyseLatency(
  context: AnalysisContext,
  model: string,
  conditionId: string,
  trials: readonly TimedRow[],
): readonly Estimate[] {
  const place = { model, conditionId, scorer: null };
  const latencies = [
    { metric: 'ttft', toValue: toTtftMs },
    { metric: 'tpot', toValue: toTpotMs },
  ];
  return [
    ...latencies.flatMap(({ metric, toValue }) =>
      [0.5, 0.95].map((q) =>
        context.estimate({ ...place, metric, params: { q }, unit: 'ms' }, ({ level }) =>
          latencyQuantile(trials, toValue, q, level),
        ),
      ),
    ),
    ...(['prompt', 'output'] as const).map((of) =>
      context.estimate({ ...place, metric: 'tokens', params: { of }, unit: 'tokens' }, (settings) =>
        meanTokens(trials, of, settings),
      ),
    ),
  ];
}

function toTimedRows(context: AnalysisContext, model: string): readonly TimedRow[] {
  return context.rows.timings.flatMap((timing) => {
    const transcript = context.transcriptByKey.get(timing.trialKey);
    if (transcript?.model !== model || transcript.status !== 'completed') return [];
    const { trialKey, ttftMs, e2eMs, computeMs, promptTokens, outputTokens } = timing;
    const { sampleId, conditionId } = transcript;
    const clusterId = context.sampleById.get(sampleId)?.clusterId ?? sampleId;
    return [{ trialKey, sampleId, clusterId, conditionId, ttftMs, e2eMs, computeMs, promptTokens, outputTokens }];
  });
}

/** Timed trials that the scorer judged; cost in seconds of compute. Attempts that failed left no time and are not in it. */
function toCostedTrials(context: AnalysisContext, timed: readonly TimedRow[], scorer: string): readonly CostedTrial[] {
  const successByKey = new Map(
    context.rows.scores.filter((row) => row.scorer === scorer).map((row) => [row.trialKey, row.success]),
  );
  return timed.flatMap(({ trialKey, sampleId, clusterId, computeMs }) => {
    const success = successByKey.get(trialKey);
    return success === undefined ? [] : [{ sampleId, clusterId, cost: computeMs / 1000, success }];
  });
}
