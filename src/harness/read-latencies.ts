import type { LatencySamples } from '#core/charts/to-latency-curve.ts';
import { toE2eMs, toLatencyMedians, toTtftMs } from '#core/metrics/latency-quantile.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { createAnalysisContext } from './analyse-context.ts';
import type { RunRows } from './run-rows.ts';
import { toTimedRows } from './timed-rows.ts';

/** Times of one model on the original prompts, for drawing. */
export function readLatencies(rows: RunRows, model: string): LatencySamples {
  const timed = toTimedRows(createAnalysisContext(rows), model).filter(({ conditionId }) => conditionId === ORIGINAL);
  return {
    wholeMs: toLatencyMedians(timed, toE2eMs).sorted,
    firstTokenMs: toLatencyMedians(timed, toTtftMs).sorted,
  };
}
