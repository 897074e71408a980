import type { Outcome } from '#app/ui/outcome-mark.tsx';
import type { ScoreRow, TranscriptRow } from '#core/bundle/rows.ts';
import type { SeverityLevel } from '#core/model/severity.ts';
import { toStanding, type Annotation } from '#core/model/annotation.ts';
import type { RunRows } from '#harness/run-rows.ts';
import { toSeverityLevel } from '#protocols/severity/to-severity-level.ts';
import { ORIGINAL, toPromptStability, type PromptStability } from './prompt-stability.ts';
import type { TranscriptSearch, TranscriptSort, TranscriptState } from './transcript-search.ts';

/** One trial as the list shows it. */
export interface TranscriptItem {
  readonly row: TranscriptRow;
  readonly family: string;
  /** By the first scorer. */
  readonly outcome: Outcome;
  /** In the order of the configuration's scorers; none for a failed trial. */
  readonly scores: readonly ScoreRow[];
  /** By the run's scale and the first scorer; null without a scale, or where no line of it fits. */
  readonly severity: SeverityLevel | null;
  /** Of the epochs of this prompt; the same object for all of them. */
  readonly stability: PromptStability;
  /** Of a perturbed prompt: its success is not the more frequent one of the plain prompt; null where that has none. */
  readonly isFlipped: boolean | null;
  /** Standing annotations of this trial. */
  readonly remarks: readonly Annotation[];
}

/** The trials of a run in plan order, each with its scores. */
export function toTranscriptItems(rows: RunRows): readonly TranscriptItem[] {
  const sampleById = new Map(rows.samples.map((sample) => [sample.sampleId, sample]));
  const scoresByKey = Map.groupBy(rows.scores, (score) => score.trialKey);
  const targetByPrompt = new Map(
    rows.conditionRows.map((row) => [JSON.stringify([row.conditionId, row.sampleId]), row.target]),
  );
  const stabilityOf = toPromptStability(rows);
  const scale = rows.config.severity ?? null;
  return rows.transcripts.map((row) => {
    const scores = scoresByKey.get(row.trialKey) ?? [];
    const [score] = scores;
    const sample = sampleById.get(row.sampleId);
    const targets = targetByPrompt.get(JSON.stringify([row.conditionId, row.sampleId])) ?? sample?.target ?? [];
    const usual = stabilityOf(row, ORIGINAL).usual;
    return {
      row,
      family: sample?.family ?? '',
      outcome: toOutcome(row, score),
      scores,
      severity:
        scale === null || score === undefined || sample === undefined
          ? null
          : toSeverityLevel(scale.rules, { sample, targets, score, finishReason: row.finishReason }),
      stability: stabilityOf(row, row.conditionId),
      isFlipped: row.conditionId === ORIGINAL || usual === null || score === undefined ? null : score.success !== usual,
      remarks: [],
    };
  });
}

/** The items with what people said of them; those without remarks stay the same objects. */
export function withAnnotations(
  items: readonly TranscriptItem[],
  annotations: readonly Annotation[],
): readonly TranscriptItem[] {
  if (annotations.length === 0) return items;
  const byTrial = Map.groupBy(toStanding(annotations), ({ target }) =>
    target.type === 'trial' ? target.trialKey : '',
  );
  return items.map((item) => {
    const remarks = byTrial.get(item.row.trialKey);
    return remarks === undefined ? item : { ...item, remarks };
  });
}

function toOutcome({ finishReason }: TranscriptRow, score: ScoreRow | undefined): Outcome {
  if (finishReason === 'scored') return 'measured';
  if (score === undefined) return 'failed';
  if (score.answer === null) return 'unparsable';
  return score.success === 1 ? 'pass' : 'fail';
}

/** The items that every filter of the address lets through, in its order; text is compared without case. */
export function filterTranscriptItems(
  items: readonly TranscriptItem[],
  search: TranscriptSearch,
): readonly TranscriptItem[] {
  const { model, condition, family, sample, epoch, outcome, severity, failure, state, sort, q } = search;
  const wanted = q === undefined ? null : toPattern(q);
  const shown = items.filter(
    (item) =>
      (model === undefined || item.row.model === model) &&
      (condition === undefined || item.row.conditionId === condition) &&
      (family === undefined || item.family === family) &&
      (sample === undefined || item.row.sampleId === sample) &&
      (epoch === undefined || item.row.epoch === epoch) &&
      (outcome === undefined || item.outcome === outcome) &&
      (severity === undefined || item.severity === severity) &&
      (failure === undefined || item.row.failureCode === failure) &&
      (state === undefined || isInState(item, state)) &&
      (wanted === null || hasText(item, wanted)),
  );
  return sort === undefined ? shown : sortItems(shown, sort);
}

function isInState(item: TranscriptItem, state: TranscriptState): boolean {
  switch (state) {
    case 'unstable':
      return item.stability.minorityShare > 0;
    case 'stable':
      return item.stability.trials > 1 && item.stability.minorityShare === 0;
    case 'flipped':
      return item.isFlipped === true;
    case 'remarked':
      return item.remarks.length > 0;
    default:
      return state satisfies never;
  }
}

/** Ties stay in plan order; trials without the value come last. */
function sortItems(items: readonly TranscriptItem[], sort: TranscriptSort): readonly TranscriptItem[] {
  const valued = items.map((item) => ({ item, value: toSortValue(item, sort) }));
  valued.sort((a, b) => b.value - a.value);
  return valued.map(({ item }) => item);
}

function toSortValue({ row, stability, severity }: TranscriptItem, sort: TranscriptSort): number {
  switch (sort) {
    case 'stability':
      return stability.minorityShare;
    case 'likelihood':
      return row.logprobs === null || row.logprobs.length === 0
        ? -1
        : -row.logprobs.reduce((sum, { logprob }) => sum + logprob, 0) / row.logprobs.length;
    case 'length':
      return row.outputTokenIds?.length ?? -1;
    case 'severity':
      return severity ?? -1;
    default:
      return sort satisfies never;
  }
}

/** Matching with a pattern makes no lower-case copy of every text. */
function toPattern(text: string): RegExp {
  return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`), 'iu');
}

function hasText({ row, scores, remarks }: TranscriptItem, wanted: RegExp): boolean {
  return (
    wanted.test(row.sampleId) ||
    remarks.some(({ content }) => wanted.test(content.text) || ('tag' in content && wanted.test(content.tag))) ||
    wanted.test(row.outputText ?? '') ||
    wanted.test(row.prompt) ||
    scores.some(({ answer }) => answer !== null && wanted.test(answer))
  );
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
