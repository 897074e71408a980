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
  const byCondition = new Map<string, Observation[]>();
  for (const row of context.rows.scores) {
    const { model: modelOfRow, scorer, sampleId, conditionId, epoch, value, success, answer } = row;
    const sample = context.sampleById.get(sampleId);
    if (modelOfRow !== model || scorer !== scorerName || sample === undefined || isNoop(context, row)) continue;
    if (context.transcriptByKey.get(row.trialKey)?.status !== 'completed') continue;
    const members = byCondition.get(conditionId) ?? [];
    if (members.length === 0) byCondition.set(conditionId, members);
    members.push({ sampleId, clusterId: sample.clusterId, conditionId, epoch, value, success, answer });
  }
  return byCondition;
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
