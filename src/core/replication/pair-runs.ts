import type { ScoreRow, TranscriptRow } from '../bundle/rows.ts';
import type { EffectiveConfig } from '../model/effective-config.ts';
import type { HarnessConfig } from '../model/harness-config.ts';
import type { Sample } from '../model/sample.ts';

/** One run as the comparison reads it; the rows of a bundle or of a journal have all of it. */
export interface ReplicationSide {
  readonly runId: string;
  readonly config: HarnessConfig;
  readonly configHash: string;
  readonly designHash: string;
  readonly samples: readonly Sample[];
  readonly transcripts: readonly TranscriptRow[];
  readonly scores: readonly ScoreRow[];
  /** Null when nothing is known of how the run was made. */
  readonly effective: EffectiveConfig | null;
}

/** The same sample, condition and epoch in two runs; a side without a completed trial is null. */
export interface TrialPair {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly conditionId: string;
  readonly epoch: number;
  readonly a: TranscriptRow | null;
  readonly b: TranscriptRow | null;
}

/** Whether both runs drew the same noise for the same trial. */
export type Seeds = 'equal' | 'independent';

/** A model of both runs with its trials. */
export interface ModelPair {
  readonly modelA: string;
  readonly modelB: string;
  readonly seeds: Seeds;
  readonly pairs: readonly TrialPair[];
}

/**
 * Completed trials of one model in both runs side by side, in the order of run A, then those that only B has. With independent noise,
 * perturbations may have drawn other texts: then trials whose prompts differ are left out, because they are not of the same prompt.
 */
export function pairTrials(
  a: ReplicationSide,
  b: ReplicationSide,
  { modelA, modelB, seeds }: Omit<ModelPair, 'pairs'>,
): readonly TrialPair[] {
  const clusterById = new Map(a.samples.map(({ sampleId, clusterId }) => [sampleId, clusterId]));
  const rowsOfB = new Map(toCompleted(b, modelB).map((row) => [toPlaceKey(row), row]));
  const rowsOfA = toCompleted(a, modelA);
  const keysOfA = new Set(rowsOfA.map(toPlaceKey));
  const onlyB = [...rowsOfB].filter(([key]) => !keysOfA.has(key)).map(([, row]) => row);
  const toPair = (row: TranscriptRow, sideA: TranscriptRow | null, sideB: TranscriptRow | null): TrialPair => {
    const { sampleId, conditionId, epoch } = row;
    return { sampleId, clusterId: clusterById.get(sampleId) ?? sampleId, conditionId, epoch, a: sideA, b: sideB };
  };
  const pairs = [
    ...rowsOfA.map((row) => toPair(row, row, rowsOfB.get(toPlaceKey(row)) ?? null)),
    ...onlyB.map((row) => toPair(row, null, row)),
  ];
  return seeds === 'equal' ? pairs : withoutOtherPrompts(pairs);
}

function withoutOtherPrompts(pairs: readonly TrialPair[]): readonly TrialPair[] {
  const toPromptKey = ({ sampleId, conditionId }: TrialPair): string => `${sampleId}\u0000${conditionId}`;
  const promptsByKey = new Map<string, Set<string>>();
  for (const pair of pairs) {
    const prompts = promptsByKey.get(toPromptKey(pair)) ?? new Set<string>();
    for (const row of [pair.a, pair.b]) if (row !== null) prompts.add(row.prompt);
    promptsByKey.set(toPromptKey(pair), prompts);
  }
  return pairs.filter((pair) => promptsByKey.get(toPromptKey(pair))?.size === 1);
}

/** Scores of one scorer by trial key. */
export function toScoreByKey({ scores }: ReplicationSide, scorer: string): ReadonlyMap<string, ScoreRow> {
  return new Map(scores.filter((row) => row.scorer === scorer).map((row) => [row.trialKey, row]));
}

function toCompleted({ transcripts }: ReplicationSide, model: string): readonly TranscriptRow[] {
  return transcripts.filter((row) => row.model === model && row.status === 'completed');
}

function toPlaceKey({ sampleId, conditionId, epoch }: TranscriptRow): string {
  return [sampleId, conditionId, epoch].join('\u0000');
}
