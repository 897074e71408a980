import { assert } from '#core/errors/assert.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { toConditionSetting, type ConditionSetting } from '#core/model/condition-setting.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { isSequential } from '#core/model/runtime-capabilities.ts';
import { toContinuations, toOptionTexts } from '#core/model/option-texts.ts';
import { toChooseMode, toPerplexityMode, type PerplexityMode } from '#core/model/task-mode.ts';
import type { ConditionSample, RunPlan, TrialGroup } from '#core/model/trial.ts';
import type { PromptRequest } from '#workers/contract/inference.ts';
import { toConditionKey } from './condition-key.ts';
import { isAskedAbout, toNeededTokens } from './follow-up.ts';
import { toNoiseKeys } from './noise-keys.ts';
import type { ModelSession } from './ports.ts';
import { toPromptMessages } from './prompt-messages.ts';
import { toRetokenisations } from './retokenise-request.ts';
import type { PreparedRun } from './run-library.ts';
import type { GroupJob } from './run-groups.ts';

/** Groups of one model with the trials that have no final attempt yet, in plan order, prompts not rendered. */
export interface PendingGroup {
  readonly group: TrialGroup;
  readonly trials: TrialGroup['trials'];
  readonly earlierAttempts: number;
}

/** What of the plan is still to be run, given the events already in the journal. */
export function toPendingGroups(
  plan: RunPlan,
  modelId: string,
  events: readonly TranscriptEvent[],
): readonly PendingGroup[] {
  const settled = new Set<string>();
  const attempts = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'trial-end' || (event.type === 'trial-error' && event.final)) settled.add(event.trialKey);
    if (event.type === 'trial-error') attempts.set(event.trialKey, event.attempt);
  }
  return plan.groups
    .filter((group) => group.model === modelId)
    .map((group) => {
      const trials = group.trials.filter((trial) => !settled.has(trial.trialKey));
      return {
        group,
        trials,
        earlierAttempts: Math.max(0, ...trials.map((trial) => attempts.get(trial.trialKey) ?? 0)),
      };
    })
    .filter(({ trials }) => trials.length > 0);
}

/**
 * The order in which groups are run: conditions as planned, the samples of each in a random order that depends on the master
 * seed alone. Whatever has landed of a condition is then a random part of its samples, which running estimates and reports of
 * unfinished runs need: task files are often sorted. Transcripts keep the plan's order.
 */
export function toExecutionOrder(pending: readonly PendingGroup[], masterSeed: number): readonly PendingGroup[] {
  const rankBySample = new Map<string, string>();
  const toRank = ({ group: { sampleId } }: PendingGroup): string => {
    const rank = rankBySample.get(sampleId) ?? sha256Hex(`${masterSeed}/execution-order/${sampleId}`);
    rankBySample.set(sampleId, rank);
    return rank;
  };
  const byCondition = Map.groupBy(pending, ({ group }) => group.conditionId);
  return [...byCondition.values()].flatMap((groups) => groups.toSorted((a, b) => (toRank(a) < toRank(b) ? -1 : 1)));
}

/** With what each condition is answered by a model, by condition id. */
export function toSettings(
  config: HarnessConfig,
  { conditions }: RunPlan,
  model: ModelRef,
): ReadonlyMap<string, ConditionSetting> {
  return new Map(
    conditions.map(({ conditionId, axis = null }) => [conditionId, toConditionSetting(config, model, axis)]),
  );
}

/** Renders and tokenises every prompt of the groups, and refuses those that leave no room for one output token. */
export async function prepareJobs(
  { config, plan }: Pick<PreparedRun, 'config' | 'plan'>,
  model: ModelRef,
  pending: readonly PendingGroup[],
  session: ModelSession,
  signal: AbortSignal,
): Promise<Result<readonly GroupJob[]>> {
  const conditionSampleByKey = new Map(
    plan.conditionSamples.map((entry) => [toConditionKey(entry.conditionId, entry.sample.sampleId), entry]),
  );
  const findEntry = ({ group }: PendingGroup): ConditionSample | undefined =>
    conditionSampleByKey.get(toConditionKey(group.conditionId, group.sampleId));
  const perplexity = toPerplexityMode(config.task);
  const settingById = toSettings(config, plan, model);
  if (perplexity !== null) return prepareTexts({ pending, perplexity, findEntry, settingById }, session.report);
  const mode = toChooseMode(config.task);
  const retokenisations = toRetokenisations(plan.conditions, config.protocol.masterSeed);
  const requests: PromptRequest[] = pending.map((job) => {
    const entry = findEntry(job);
    assert(entry !== undefined, 'a group is of a planned sample and condition');
    const { options } = entry.sample;
    const retokenise = retokenisations.get(entry.conditionId)?.(entry.sample.sampleId);
    return {
      ...toPromptMessages(config.task, entry),
      ...(retokenise === undefined ? {} : { retokenise }),
      ...(mode === null || options === null ? {} : { continuations: toContinuations(mode, options) }),
    };
  });
  const prepared = await session.prepare(requests, signal);
  if (!prepared.ok) return prepared;
  const noiseKeys = toNoiseKeys(plan);
  const jobs = pending.flatMap((entry, index) => {
    const prompt = prepared.value[index];
    const options = findEntry(entry)?.sample.options ?? null;
    const optionTexts = mode === null || options === null ? null : toOptionTexts(mode, options);
    const setting = settingById.get(entry.group.conditionId);
    const messages = requests[index];
    if (prompt === undefined || messages === undefined || setting === undefined) return [];
    const keys = entry.trials.map(({ trialKey }) => noiseKeys.get(trialKey) ?? trialKey);
    const { continuations: _, retokenise: _ids, ...asked } = messages;
    const { confidence = null } = config;
    const isAsked = confidence !== null && isAskedAbout(confidence, entry.group.conditionId);
    const followUps = isAsked ? { confidence, messages: asked } : null;
    return [{ ...entry, prepared: prompt, optionTexts, text: null, setting, noiseKeys: keys, followUps }];
  });
  return checkContext(jobs, session.report);
}

interface PendingTexts {
  readonly pending: readonly PendingGroup[];
  readonly perplexity: PerplexityMode;
  readonly findEntry: (entry: PendingGroup) => ConditionSample | undefined;
  readonly settingById: ReadonlyMap<string, ConditionSetting>;
}

/** The inputs of the groups as texts to be measured: no template and no special token is added to them. */
function prepareTexts(
  { pending, perplexity, findEntry, settingById }: PendingTexts,
  { contextLength, modelId }: LoadReport,
): Result<readonly GroupJob[]> {
  const { stride, windowLength } = perplexity;
  const largest = windowLength ?? stride ?? 1;
  if (contextLength !== null && largest > contextLength)
    return toFailed(
      'config-invalid',
      `task.mode: ${windowLength === null ? 'a stride' : 'a window'} of ${largest} tokens is longer than the context of ${modelId}, ${contextLength} tokens.`,
      { location: windowLength === null ? 'task.mode.stride' : 'task.mode.windowLength' },
    );
  return toOk(
    pending.flatMap((entry) => {
      const text = findEntry(entry)?.sample.input;
      const setting = settingById.get(entry.group.conditionId);
      if (text === undefined || setting === undefined) return [];
      const job = {
        ...entry,
        setting,
        noiseKeys: entry.trials.map(({ trialKey }) => trialKey),
        prepared: { prompt: text, promptTokenIds: [] },
        optionTexts: null,
        followUps: null,
        text: { text, stride, windowLength },
      };
      return [job];
    }),
  );
}

function checkContext(jobs: readonly GroupJob[], report: LoadReport): Result<readonly GroupJob[]> {
  const limit = report.contextLength;
  const tooLong = limit === null ? [] : jobs.filter(({ prepared }) => toNeededTokens(prepared) > limit);
  const longest = tooLong.toSorted((a, b) => toNeededTokens(b.prepared) - toNeededTokens(a.prepared))[0];
  if (longest === undefined) return toOk(jobs);
  const { group, prepared, optionTexts } = longest;
  return toFailed(
    'context-overflow',
    `${tooLong.length} prompts${optionTexts === null ? '' : ' with their options'} are longer than the model's context of ${limit} tokens. The longest is sample "${group.sampleId}" under "${group.conditionId}" with ${prepared.promptTokenIds.length} tokens: shorten it or take it out of the task.`,
    { location: `samples: ${[...new Set(tooLong.map((job) => job.group.sampleId))].slice(0, 20).join(', ')}` },
  );
}

/** Refuses batches that would make rows influence each other (DESIGN §5.3): the configuration's own, and those of an axis. */
export function checkBatchSizes({ execution, protocol }: HarnessConfig, report: LoadReport): Result<null> {
  if (execution.batchSize > report.maxBatchSize && !isSequential(report.capabilities))
    return toBatchRefusal(report, 'execution.batchSize');
  for (const [index, axis] of (protocol.axes ?? []).entries()) {
    const position = axis.type === 'batch' ? axis.values.findIndex((value) => value > report.maxBatchSize) : -1;
    if (position >= 0) return toBatchRefusal(report, `protocol.axes[${index}].values[${position}]`);
  }
  return toOk(null);
}

export function toBatchRefusal(
  { graph, graphFile, runtime, capabilities }: LoadReport,
  location: string,
): Result<never> {
  if (isSequential(capabilities))
    return toFailed(
      'runtime-unsupported',
      `${runtime.name} computes one row after the other, so a batch size changes nothing there: take the axis out.`,
      { location },
    );
  const operators = graph.batchSensitiveOperators.join(', ');
  return toFailed(
    'runtime-unsupported',
    `The graph ${graphFile} lets the rows of a batch influence each other${operators === '' ? '' : ` (${operators})`}, so results would depend on the batch size. Set the batch size to 1, or choose the fp32 graph.`,
    { location },
  );
}
