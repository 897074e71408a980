import type { AttemptRow, ScoreRow, TimingRow, TranscriptRow } from '#core/bundle/rows.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Estimate, Report } from '#core/model/report.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Condition, PerturbationClass, Trial } from '#core/model/trial.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import type { RunRows } from '#harness/run-rows.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';

/** What one trial came to; `null` = not run yet. */
export type TrialOutcome =
  | { readonly answer: string | null; readonly value: number; readonly success: 0 | 1 }
  | 'failed'
  | null;

export const RIGHT: TrialOutcome = { answer: 'yes', value: 1, success: 1 };
export const WRONG: TrialOutcome = { answer: 'no', value: 0, success: 0 };
export const UNPARSABLE: TrialOutcome = { answer: null, value: 0, success: 0 };

/** A design and its outcomes. */
export interface RunDesign {
  readonly samples?: readonly Sample[];
  readonly config?: Partial<HarnessConfig>;
  /** Perturbed conditions by id. */
  readonly conditions?: Readonly<Record<string, PerturbationClass>>;
  readonly isNoop?: (sampleId: string, conditionId: string) => boolean;
  readonly toOutcome?: (trial: Trial) => TrialOutcome;
  readonly attempts?: (transcripts: readonly TranscriptRow[]) => readonly AttemptRow[];
}

/** Rows of a run as the fold of a journal gives them; every trial right unless `toOutcome` says otherwise. */
export function buildRunRows(design: RunDesign = {}): RunRows {
  const samples = design.samples ?? buildSamples(4);
  const config = buildConfig(samples, design.config ?? {});
  const conditions = toConditions(design.conditions ?? {});
  const isNoop = design.isNoop ?? (() => false);
  const trials = toTrials(config, samples, conditions, isNoop);
  const outcomes = trials.map((trial) => ({ trial, outcome: (design.toOutcome ?? (() => RIGHT))(trial) }));
  const ended = outcomes.filter(({ outcome }) => outcome !== null);
  const transcripts = ended.map(({ trial, outcome }) => toTranscript(trial, outcome === 'failed'));
  return {
    runId: 'run-0001',
    config,
    configHash: 'c'.repeat(64),
    designHash: 'd'.repeat(64),
    samples,
    conditions,
    conditionRows: conditions.flatMap(({ conditionId, perturbation }) =>
      samples.map(({ sampleId, input, target }) => ({
        conditionId,
        perturbation,
        params: perturbation === null ? null : {},
        sampleId,
        input,
        system: null,
        target,
        noop: isNoop(sampleId, conditionId),
        diff: [],
      })),
    ),
    transcripts,
    scores: ended.flatMap(({ trial, outcome }) => toScores(config, trial, outcome)),
    timings: transcripts.filter(({ status }) => status === 'completed').map(toTiming),
    attempts: design.attempts?.(transcripts) ?? [],
  };
}

/** Estimates of the report that match every given field; `params` must match whole. */
export function findEstimates(report: Report, wanted: Partial<Estimate>): readonly Estimate[] {
  const toText = (value: unknown): string => JSON.stringify(value);
  return report.estimates.filter((estimate) =>
    Object.entries(wanted).every(
      ([field, value]) => toText(Object.entries(estimate).find(([name]) => name === field)?.[1]) === toText(value),
    ),
  );
}

function toConditions(classById: Readonly<Record<string, PerturbationClass>>): readonly Condition[] {
  const perturbed = Object.entries(classById).map(([conditionId, perturbationClass]) => ({
    conditionId,
    perturbation: { id: conditionId, version: 1, class: perturbationClass, params: {}, variant: 0 },
  }));
  return [{ conditionId: ORIGINAL, perturbation: null }, ...perturbed];
}

function toTrials(
  config: HarnessConfig,
  samples: readonly Sample[],
  conditions: readonly Condition[],
  isNoop: (sampleId: string, conditionId: string) => boolean,
): readonly Trial[] {
  const { baseline, perturbed } = config.protocol.epochs;
  return config.models.flatMap(({ modelId: model }) =>
    conditions.flatMap(({ conditionId }) =>
      samples
        .filter(({ sampleId }) => !isNoop(sampleId, conditionId))
        .flatMap(({ sampleId }) =>
          Array.from({ length: conditionId === ORIGINAL ? baseline : perturbed }, (_, index) => {
            const epoch = index + 1;
            return { trialKey: [model, conditionId, sampleId, epoch].join('|'), model, sampleId, conditionId, epoch };
          }),
        ),
    ),
  );
}

function toTranscript(trial: Trial, isFailed: boolean): TranscriptRow {
  const prompt = { ...trial, prompt: 'p', promptTokenIds: [1] };
  if (!isFailed) {
    const output = { outputText: 'yes', outputTokenIds: [1], logprobs: [], finishReason: 'stop-token' as const };
    return { ...prompt, status: 'completed', failureCode: null, ...output };
  }
  const output = { outputText: null, outputTokenIds: null, logprobs: null, finishReason: null };
  return { ...prompt, status: 'failed', failureCode: 'worker-crashed', ...output };
}

function toScores(config: HarnessConfig, trial: Trial, outcome: TrialOutcome): readonly ScoreRow[] {
  if (outcome === null || outcome === 'failed') return [];
  return config.scorers.map(({ name }) => ({ ...trial, scorer: name, ...outcome, span: null, why: 'test' }));
}

function toTiming({ trialKey }: TranscriptRow): TimingRow {
  const times = { prefillMs: 50, ttftMs: 60, e2eMs: 160, computeMs: 40 };
  const sizes = { batchSize: 4, promptTokens: 20, outputTokens: 11 };
  return { trialKey, attempt: 1, startedAt: '2026-11-20T00:00:00Z', ...times, ...sizes };
}
