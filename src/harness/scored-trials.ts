import type { ScoreRow, TranscriptRow } from '#core/bundle/rows.ts';
import type { Sample } from '#core/model/sample.ts';
import type { AnalysisContext } from './analyse-context.ts';
import { isNoop } from './analyse-context.ts';

/** A completed trial with what the scorer says of it. */
export interface ScoredTrial {
  readonly score: ScoreRow;
  readonly sample: Sample;
  readonly transcript: TranscriptRow;
}

/**
 * Completed trials of one model that the scorer judged, in the order of the scores. Failed trials and trials of unchanged prompts are not
 * among them.
 */
export function listScoredTrials(context: AnalysisContext, model: string, scorer: string): readonly ScoredTrial[] {
  const trials: ScoredTrial[] = [];
  for (const score of context.rows.scores) {
    if (score.model !== model || score.scorer !== scorer || isNoop(context, score)) continue;
    const sample = context.sampleById.get(score.sampleId);
    const transcript = context.transcriptByKey.get(score.trialKey);
    if (sample !== undefined && transcript?.status === 'completed') trials.push({ score, sample, transcript });
  }
  return trials;
}

/** `listScoredTrials` of one condition by sample id (UTF-16 code units) and epoch, whatever the order of the rows. */
export function toScoredTrials(
  context: AnalysisContext,
  model: string,
  scorer: string,
  conditionId: string,
): readonly ScoredTrial[] {
  return listScoredTrials(context, model, scorer)
    .filter(({ score }) => score.conditionId === conditionId)
    .toSorted((a, b) => compareTrials(a.score, b.score));
}

function compareTrials(a: ScoreRow, b: ScoreRow): number {
  if (a.sampleId !== b.sampleId) return a.sampleId < b.sampleId ? -1 : 1;
  return a.epoch - b.epoch;
}
