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
 * Completed trials of one model that the scorer judged, by sample id (UTF-16 code units), condition and epoch, whatever the order of the
 * rows. Failed trials and trials of unchanged prompts are not among them.
 */
export function toScoredTrials(context: AnalysisContext, model: string, scorer: string): readonly ScoredTrial[] {
  return context.rows.scores
    .flatMap((score): readonly ScoredTrial[] => {
      if (score.model !== model || score.scorer !== scorer) return [];
      if (isNoop(context, score)) return [];
      const sample = context.sampleById.get(score.sampleId);
      const transcript = context.transcriptByKey.get(score.trialKey);
      if (sample === undefined || transcript?.status !== 'completed') return [];
      return [{ score, sample, transcript }];
    })
    .toSorted((a, b) => compareTrials(a.score, b.score));
}

function compareTrials(a: ScoreRow, b: ScoreRow): number {
  if (a.sampleId !== b.sampleId) return a.sampleId < b.sampleId ? -1 : 1;
  if (a.conditionId !== b.conditionId) return a.conditionId < b.conditionId ? -1 : 1;
  return a.epoch - b.epoch;
}
