import type { Outcome } from '#app/ui/outcome-mark.tsx';
import type { ScoreRow, TranscriptRow } from '#core/bundle/rows.ts';
import type { RunRows } from '#harness/run-rows.ts';
import type { TranscriptSearch } from './transcript-search.ts';

/** One trial as the list shows it. */
export interface TranscriptItem {
  readonly row: TranscriptRow;
  readonly family: string;
  /** By the first scorer. */
  readonly outcome: Outcome;
  /** In the order of the configuration's scorers; none for a failed trial. */
  readonly scores: readonly ScoreRow[];
}

/** The trials of a run in plan order, each with its scores. */
export function toTranscriptItems(rows: RunRows): readonly TranscriptItem[] {
  const familyBySample = new Map(rows.samples.map((sample) => [sample.sampleId, sample.family]));
  const scoresByKey = Map.groupBy(rows.scores, (score) => score.trialKey);
  return rows.transcripts.map((row) => {
    const scores = scoresByKey.get(row.trialKey) ?? [];
    return { row, family: familyBySample.get(row.sampleId) ?? '', outcome: toOutcome(row, scores[0]), scores };
  });
}

function toOutcome({ finishReason }: TranscriptRow, score: ScoreRow | undefined): Outcome {
  if (finishReason === 'scored') return 'measured';
  if (score === undefined) return 'failed';
  if (score.answer === null) return 'unparsable';
  return score.success === 1 ? 'pass' : 'fail';
}

/** The items that every filter of the address lets through; text is compared without case. */
export function filterTranscriptItems(
  items: readonly TranscriptItem[],
  { model, condition, family, sample, epoch, outcome, q }: TranscriptSearch,
): readonly TranscriptItem[] {
  const wanted = q?.toLowerCase();
  return items.filter(
    (item) =>
      (model === undefined || item.row.model === model) &&
      (condition === undefined || item.row.conditionId === condition) &&
      (family === undefined || item.family === family) &&
      (sample === undefined || item.row.sampleId === sample) &&
      (epoch === undefined || item.row.epoch === epoch) &&
      (outcome === undefined || item.outcome === outcome) &&
      (wanted === undefined || hasText(item, wanted)),
  );
}

function hasText({ row, scores }: TranscriptItem, wanted: string): boolean {
  const texts = [row.sampleId, row.outputText ?? '', row.prompt, ...scores.map(({ answer }) => answer ?? '')];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

/** Trials of the same model, sample and condition, by epoch. */
export function toSiblings(items: readonly TranscriptItem[], { row }: TranscriptItem): readonly TranscriptItem[] {
  return items
    .filter(
      (other) =>
        other.row.model === row.model &&
        other.row.sampleId === row.sampleId &&
        other.row.conditionId === row.conditionId,
    )
    .toSorted((a, b) => a.row.epoch - b.row.epoch);
}
