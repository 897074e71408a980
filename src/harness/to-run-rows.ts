import type { AttemptRow, ConditionRow, ScoreRow, TimingRow, TranscriptRow } from '#core/bundle/rows.ts';
import { toConfigHash, toDesignHash } from '#core/bundle/config-hash.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { EventOf, TranscriptEvent } from '#core/events/transcript-event.ts';
import type { EffectiveConfig, Environment } from '#core/model/effective-config.ts';
import { mergeAnnotations, type Annotation } from '#core/model/annotation.ts';
import type { ForcedRecord } from '#core/model/forced.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { AddedScorer } from '#core/model/rescoring.ts';
import { ORIGINAL, type ConditionSample, type RunPlan, type Trial, type TrialGroup } from '#core/model/trial.ts';
import type { TrialOutput } from '#core/model/trial-output.ts';
import { diffPrompt } from '#protocols/diff-prompt.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import { planRun } from './plan-run.ts';
import { toDecidedRun } from './precision-plan.ts';
import type { RunRows } from './run-rows.ts';
import { toConditionKey } from './condition-key.ts';
import { toCanaries, toControlProbes, toEffectiveModels } from './effective-models.ts';
import { toTokenizerJsonByModel } from './tokenizer-json.ts';
import { withAddedScorers } from './with-added-scorers.ts';

/** A journal, folded. */
export interface FoldedRun {
  /** The scorers of `rows.config` are those of the run and `addedScorers`; `rows.configHash` is that of `askedConfig`. */
  readonly rows: RunRows;
  /** `config.json`: the configuration as asked for, without the scorers that were added later. */
  readonly askedConfig: HarnessConfig;
  readonly addedScorers: readonly AddedScorer[];
  /** What people remarked, by time; no row depends on it. */
  readonly annotations: readonly Annotation[];
  readonly plan: RunPlan;
  readonly effectiveConfig: EffectiveConfig;
  readonly environment: Environment;
  readonly createdAt: string;
  readonly status: 'completed' | 'cancelled' | 'unfinished';
  /** Text of tokenizer, template and settings files by model id, then by path. */
  readonly tokenizerFilesByModel: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Events of a journal by what the fold needs; for each trial the first end wins, there is never a second. */
interface JournalFacts {
  readonly runStart: EventOf<'run-start'>;
  readonly addedScorers: readonly AddedScorer[];
  readonly annotations: readonly Annotation[];
  readonly groupStartByIndex: ReadonlyMap<number, EventOf<'group-start'>>;
  readonly endByTrialKey: ReadonlyMap<string, EventOf<'trial-end'>>;
  readonly finalErrorByTrialKey: ReadonlyMap<string, EventOf<'trial-error'>>;
  readonly errors: readonly EventOf<'trial-error'>[];
  readonly forcedByTrialKey: ReadonlyMap<string, ForcedRecord>;
  readonly status: FoldedRun['status'];
}

/**
 * Folds a journal, complete or not, into rows. The design is planned again from the stored configuration and samples, so the
 * rows come in plan order whatever order the trials were run in; scores are computed from the stored outputs.
 */
export function toRunRows(events: readonly TranscriptEvent[]): Result<FoldedRun> {
  const facts = foldFacts(events);
  if (!facts.ok) return facts;
  const { runStart, addedScorers } = facts.value;
  const { config: askedConfig, samples } = runStart;
  const extended = withAddedScorers(askedConfig, addedScorers);
  if (!extended.ok) return extended;
  const planned = planRun(extended.value, samples);
  if (!planned.ok) return planned;
  const { config, plan, precision } = toDecidedRun(extended.value, planned.value, events);
  const configHash = toConfigHash(askedConfig);
  const designHash = toDesignHash(askedConfig);
  const tokenizerFilesByModel = Object.fromEntries(
    events.flatMap((event) => (event.type === 'tokenizer-files' ? [[event.model, event.textByPath] as const] : [])),
  );
  const models = toEffectiveModels(events, config);
  const rows: RunRows = {
    canaries: toCanaries(models),
    controlProbes: toControlProbes(models),
    ...(runStart.extends === undefined ? {} : { extendedRun: runStart.extends }),
    runId: runStart.runId,
    config,
    configHash,
    designHash,
    samples,
    conditions: plan.conditions,
    conditionRows: toConditionRows(plan),
    ...toTrialRows(config, plan, facts.value),
    attempts: facts.value.errors.map(toAttemptRow),
    ...(precision === null ? {} : { precision }),
    tokenizerJsonByModel: toTokenizerJsonByModel(tokenizerFilesByModel),
  };
  return toOk({
    rows,
    askedConfig,
    addedScorers,
    annotations: mergeAnnotations(facts.value.annotations),
    plan,
    effectiveConfig: {
      harness: runStart.build,
      configHash,
      designHash,
      models,
      ...(runStart.extends === undefined ? {} : { extends: runStart.extends }),
    },
    environment: runStart.environment,
    createdAt: runStart.createdAt,
    status: facts.value.status,
    tokenizerFilesByModel,
  });
}

function foldFacts(events: readonly TranscriptEvent[]): Result<JournalFacts> {
  const runStart = events[0];
  if (runStart?.type !== 'run-start')
    return toFailed('storage-corrupt', 'The journal does not begin with its configuration.', { location: 'journal:1' });
  const groupStartByIndex = new Map<number, EventOf<'group-start'>>();
  const endByTrialKey = new Map<string, EventOf<'trial-end'>>();
  const finalErrorByTrialKey = new Map<string, EventOf<'trial-error'>>();
  const errors: EventOf<'trial-error'>[] = [];
  const forcedByTrialKey = new Map<string, ForcedRecord>();
  const addedScorers: AddedScorer[] = [];
  const annotations: Annotation[] = [];
  let status: FoldedRun['status'] = 'unfinished';
  for (const event of events) {
    switch (event.type) {
      case 'group-start':
        groupStartByIndex.set(event.groupIndex, event);
        break;
      case 'trial-end':
        if (!endByTrialKey.has(event.trialKey)) endByTrialKey.set(event.trialKey, event);
        break;
      case 'trial-error':
        errors.push(event);
        if (event.final) finalErrorByTrialKey.set(event.trialKey, event);
        break;
      case 'forced-end':
        if (!forcedByTrialKey.has(event.trialKey)) forcedByTrialKey.set(event.trialKey, event.forced);
        break;
      case 'scorer-add':
        addedScorers.push({ scorer: event.scorer, rootHash: event.rootHash });
        break;
      case 'annotation':
        annotations.push(event.annotation);
        break;
      case 'run-end':
        status = event.status;
        break;
      case 'run-resume':
        status = 'unfinished';
        break;
      case 'run-start':
      case 'run-pause':
      case 'model-load-end':
      case 'tokenizer-files':
      case 'determinism-check-end':
      case 'canary-end':
      case 'control-probe-end':
      case 'precision-look':
        break;
      default:
        event satisfies never;
    }
  }
  const byTrialKey = { endByTrialKey, finalErrorByTrialKey, forcedByTrialKey };
  return toOk({ runStart, addedScorers, annotations, groupStartByIndex, ...byTrialKey, errors, status });
}

function toConditionRows(plan: RunPlan): readonly ConditionRow[] {
  const conditionById = new Map(plan.conditions.map((condition) => [condition.conditionId, condition]));
  const originals = plan.conditionSamples.filter(({ conditionId }) => conditionId === ORIGINAL);
  const originalById = new Map(originals.map((original) => [original.sample.sampleId, original]));
  return plan.conditionSamples.map(({ conditionId, sample, system, demonstrations, noop }) => {
    const original = originalById.get(sample.sampleId);
    const { perturbation = null, axis } = conditionById.get(conditionId) ?? {};
    return {
      conditionId,
      perturbation:
        perturbation === null
          ? null
          : {
              id: perturbation.id,
              version: perturbation.version,
              class: perturbation.class,
              variant: perturbation.variant,
            },
      params: perturbation?.params ?? null,
      ...(axis === undefined ? {} : { axis }),
      sampleId: sample.sampleId,
      input: sample.input,
      system,
      target: sample.target,
      noop,
      ...(demonstrations === undefined
        ? {}
        : { demonstrations: demonstrations.shown.map(({ demonstrationId }) => demonstrationId) }),
      ...(sample.passages === undefined ? {} : { goldPassage: sample.passages.gold }),
      diff: noop || original === undefined ? [] : diffPrompt(original, { sample, system }),
    };
  });
}

interface TrialRows {
  readonly transcripts: readonly TranscriptRow[];
  readonly scores: readonly ScoreRow[];
  readonly timings: readonly TimingRow[];
}

function toTrialRows(config: HarnessConfig, plan: RunPlan, facts: JournalFacts): TrialRows {
  const transcripts: TranscriptRow[] = [];
  const scores: ScoreRow[] = [];
  const timings: TimingRow[] = [];
  const conditionSampleByKey = new Map(
    plan.conditionSamples.map((entry) => [toConditionKey(entry.conditionId, entry.sample.sampleId), entry]),
  );
  for (const group of plan.groups) {
    const conditionSample = conditionSampleByKey.get(toConditionKey(group.conditionId, group.sampleId));
    for (const trial of group.trials) {
      const end = facts.endByTrialKey.get(trial.trialKey);
      const transcript = toTranscriptRow(trial, group, facts, end);
      if (transcript === null) continue;
      transcripts.push(transcript);
      if (end === undefined || conditionSample === undefined) continue;
      const { attempt, timing, elicitationTimings } = end;
      timings.push({
        trialKey: trial.trialKey,
        attempt,
        ...timing,
        ...(elicitationTimings === undefined ? {} : { elicitationTimings }),
      });
      scores.push(...toScoreRows(config, trial, conditionSample, end.output));
    }
  }
  return { transcripts, scores, timings };
}

function toTranscriptRow(
  trial: Trial,
  group: TrialGroup,
  facts: JournalFacts,
  end: EventOf<'trial-end'> | undefined,
): TranscriptRow | null {
  const start = facts.groupStartByIndex.get(group.groupIndex);
  const error = facts.finalErrorByTrialKey.get(trial.trialKey);
  const forced = facts.forcedByTrialKey.get(trial.trialKey);
  if (start === undefined || (end === undefined && error === undefined)) return null;
  const shared = { ...trial, prompt: start.prompt, promptTokenIds: start.promptTokenIds };
  return end === undefined
    ? {
        ...shared,
        status: 'failed',
        failureCode: error?.failure.code ?? 'internal',
        outputText: null,
        outputTokenIds: null,
        logprobs: null,
        finishReason: null,
      }
    : {
        ...shared,
        status: 'completed',
        failureCode: null,
        ...end.output,
        ...(end.elicited === undefined ? {} : { elicited: end.elicited }),
        ...(forced === undefined ? {} : { forced }),
      };
}

/** Scores of one output by every scorer of the configuration. */
export function toScoreRows(
  config: HarnessConfig,
  trial: Trial,
  conditionSample: ConditionSample,
  { outputText, options }: Pick<TrialOutput, 'outputText' | 'options'>,
): readonly ScoreRow[] {
  return config.scorers.flatMap((scorer) => {
    const score = scoreOutput(scorer, conditionSample.sample, outputText, options ?? null);
    return score === null ? [] : [{ ...trial, scorer: scorer.name, ...score }];
  });
}

function toAttemptRow(event: EventOf<'trial-error'>): AttemptRow {
  const { trialKey, attempt, at, failure, final } = event;
  return { trialKey, attempt, at, failureCode: failure.code, message: failure.message, final };
}
