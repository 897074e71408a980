import type { TranscriptRow } from '#core/bundle/rows.ts';
import type { Scorer } from '#core/model/scorer.ts';
import type { Observation } from '#core/stats/observation.ts';
import type { AnalysisContext } from './analyse-context.ts';
import { isNoop } from './analyse-context.ts';

/** Observations of one model under one scorer, by condition id. */
export type ObservationsByCondition = ReadonlyMap<string, readonly Observation[]>;

/** Scores of completed trials. A failed trial is never an observation, nor is a trial of a prompt that a condition left unchanged. */
export function toObservationsByCondition(
  context: AnalysisContext,
  model: string,
  scorerName: string,
): ObservationsByCondition {
  const observations = context.rows.scores.flatMap((row) => {
    const sample = context.sampleById.get(row.sampleId);
    const isOther = row.model !== model || row.scorer !== scorerName || sample === undefined;
    if (isOther || context.transcriptByKey.get(row.trialKey)?.status !== 'completed') return [];
    if (isNoop(context, row)) return [];
    const { sampleId, conditionId, epoch, value, success, answer } = row;
    return [{ sampleId, clusterId: sample.clusterId, conditionId, epoch, value, success, answer }];
  });
  return Map.groupBy(observations, (observation) => observation.conditionId);
}

/** Trials of one model that failed for good and that the scorer would have judged. */
export function toFailedTrials(context: AnalysisContext, model: string, scorer: Scorer): readonly TranscriptRow[] {
  return context.rows.transcripts.filter((row) => {
    const family = context.sampleById.get(row.sampleId)?.family;
    const isJudged = scorer.rules.some(
      ({ families }) => families === null || (family !== undefined && families.includes(family)),
    );
    return row.model === model && row.status === 'failed' && isJudged;
  });
}

/** Failed trials as if each had got `success`: for bounds only, never for an estimate. */
export function toBoundObservations(
  context: AnalysisContext,
  failed: readonly TranscriptRow[],
  success: 0 | 1,
): readonly Observation[] {
  return failed.map(({ sampleId, conditionId, epoch }) => ({
    sampleId,
    clusterId: context.sampleById.get(sampleId)?.clusterId ?? sampleId,
    conditionId,
    epoch,
    value: success,
    success,
    answer: null,
  }));
}
