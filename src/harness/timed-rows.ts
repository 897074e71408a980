import type { TimedTrial } from '#core/metrics/timed-trial.ts';
import type { AnalysisContext } from './analyse-context.ts';

/** A completed trial's times with the names of the trial. */
export interface TimedRow extends TimedTrial {
  readonly trialKey: string;
  readonly conditionId: string;
}

/** Times of one model's completed trials, in the order of the timings. */
export function toTimedRows(context: AnalysisContext, model: string): readonly TimedRow[] {
  const rows: TimedRow[] = [];
  for (const { trialKey, ttftMs, e2eMs, computeMs, promptTokens, outputTokens } of context.rows.timings) {
    const transcript = context.transcriptByKey.get(trialKey);
    if (transcript?.model !== model || transcript.status !== 'completed') continue;
    const { sampleId, conditionId } = transcript;
    const clusterId = context.sampleById.get(sampleId)?.clusterId ?? sampleId;
    rows.push({ trialKey, sampleId, clusterId, conditionId, ttftMs, e2eMs, computeMs, promptTokens, outputTokens });
  }
  return rows;
}
