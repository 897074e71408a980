import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { ScoreRow, TranscriptRow } from '#core/bundle/rows.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { AnalysisConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import type { ScoreFileRow } from '#core/model/score-file-row.ts';
import type { Scorer } from '#core/model/scorer.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import type { ScoresFile } from './parse-scores-file.ts';
import type { AnalysedRows } from './run-rows.ts';
import { toScoresCondition } from './scores-conditions.ts';

/** Stands for whatever judged the rows: its name is that of the report's estimates, its rule judges nothing. */
export const GIVEN_SCORER: Scorer = {
  name: 'given',
  version: 1,
  rules: [{ type: 'includes', families: null, ignoreCase: false }],
};

/**
 * Rows of another program as the analyses see them; models, conditions and samples in the order of their ids. What no scores file says is null or empty: prompts, tokens, times, targets, options. The epochs of the
 * design are the most that one sample has. There is no configuration: `configHash` is the SHA-256 of what was asked of the analysis (canonical JSON), `designHash`
 * that of the file, so that two files are never taken for one design.
 */
export function toScoresRows(file: ScoresFile, analysis: AnalysisConfig): AnalysedRows {
  const { rows, sha256 } = file;
  const changed = new Set(rows.map(({ conditionId }) => conditionId).filter((conditionId) => conditionId !== ORIGINAL));
  const conditions = [ORIGINAL, ...[...changed].toSorted()].map(toScoresCondition);
  const perturbationById = new Map(conditions.map(({ conditionId, perturbation }) => [conditionId, perturbation]));
  const samples = new Map(rows.map((row) => [row.sampleId, toSample(row)]));
  const prompts = new Map(rows.map((row) => [JSON.stringify([row.conditionId, row.sampleId]), row]));
  return {
    runId: `scores-${sha256.slice(0, 16)}`,
    configHash: sha256Hex(toCanonicalJson({ analysis })),
    designHash: sha256,
    config: {
      models: [...new Set(rows.map(({ model }) => model))].toSorted().map((modelId) => ({ modelId })),
      scorers: [GIVEN_SCORER],
      analysis,
      protocol: {
        epochs: {
          baseline: countEpochs(rows.filter(({ conditionId }) => conditionId === ORIGINAL)),
          perturbed: countEpochs(rows.filter(({ conditionId }) => conditionId !== ORIGINAL)),
        },
      },
    },
    samples: [...samples.values()].toSorted((a, b) => (a.sampleId < b.sampleId ? -1 : 1)),
    conditions,
    conditionRows: [...prompts.values()].map(({ conditionId, sampleId }) => {
      const { id, version, class: perturbationClass, variant } = perturbationById.get(conditionId) ?? {};
      const isOriginal = id === undefined || version === undefined || perturbationClass === undefined;
      return {
        conditionId,
        perturbation: isOriginal ? null : { id, version, class: perturbationClass, variant: variant ?? 0 },
        params: null,
        sampleId,
        input: '',
        system: null,
        target: [],
        noop: false,
        diff: [],
      };
    }),
    transcripts: rows.map(toTranscript),
    scores: rows.flatMap(toScore),
    timings: [],
    attempts: [],
  };
}

/** Most epochs that one sample has under one condition; 1 without rows. */
function countEpochs(rows: readonly ScoreFileRow[]): number {
  const countByPrompt = new Map<string, number>();
  let most = 1;
  for (const { model, conditionId, sampleId } of rows) {
    const prompt = JSON.stringify([model, conditionId, sampleId]);
    const count = (countByPrompt.get(prompt) ?? 0) + 1;
    countByPrompt.set(prompt, count);
    most = Math.max(most, count);
  }
  return most;
}

function toTrialKey({ model, conditionId, sampleId, epoch }: ScoreFileRow): string {
  return JSON.stringify([model, conditionId, sampleId, epoch]);
}

function toSample({ sampleId, clusterId }: ScoreFileRow): Sample {
  return {
    sampleId,
    clusterId: clusterId ?? sampleId,
    family: '',
    input: '',
    target: [],
    options: null,
    protect: [],
    severityOfError: null,
  };
}

function toTranscript(row: ScoreFileRow): TranscriptRow {
  const { model, sampleId, conditionId, epoch, status, raw } = row;
  return {
    trialKey: toTrialKey(row),
    model,
    sampleId,
    conditionId,
    epoch,
    status,
    failureCode: status === 'failed' ? 'internal' : null,
    prompt: '',
    promptTokenIds: [],
    outputText: raw,
    outputTokenIds: null,
    logprobs: null,
    finishReason: null,
  };
}

function toScore(row: ScoreFileRow): readonly ScoreRow[] {
  const { model, sampleId, conditionId, epoch, value, answer } = row;
  if (value === null) return [];
  const trial = { trialKey: toTrialKey(row), model, sampleId, conditionId, epoch };
  return [{ ...trial, scorer: GIVEN_SCORER.name, value, success: toSuccess(row), answer, span: null, why: '' }];
}

/** As the row says, or 1 where the value is 1. */
export function toSuccess({ success, value }: Pick<ScoreFileRow, 'success' | 'value'>): 0 | 1 {
  return success ?? (value === 1 ? 1 : 0);
}
