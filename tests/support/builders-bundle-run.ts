import { toConfigHash } from '#core/bundle/config-hash.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import type { ConditionSample, RunPlan, Trial, TrialGroup } from '#core/model/trial.ts';
import type { TrialOutput } from '#core/model/trial-output.ts';
import type { Sample } from '#core/model/sample.ts';
import { planRun } from '#harness/plan-run.ts';
import { createTextCodec, type TextCodec } from '#workers/decode/text-codec.ts';
import { buildConfig, buildSamples, readReferenceTokenizerFiles } from './builders-bundle.ts';

const AT = '2026-11-20T12:00:00.000Z';

/** Codec of the reference model's real tokenizer. */
export function buildReferenceCodec(): TextCodec {
  const codec = createTextCodec(readReferenceTokenizerFiles(), null);
  if (!codec.ok) throw new Error(codec.failure.message);
  return codec.value;
}

function planOf(config: HarnessConfig, samples: readonly Sample[]): RunPlan {
  const plan = planRun(config, samples);
  if (!plan.ok) throw new Error(plan.failure.message);
  return plan.value;
}

function buildLoadReport(config: HarnessConfig, modelId: string, codec: TextCodec): LoadReport {
  const model = config.models.find((entry) => entry.modelId === modelId);
  if (model === undefined) throw new Error(`no model ${modelId}`);
  return {
    modelId,
    modelHash: toModelHash(model),
    runtime: { name: 'onnxruntime-web', version: '1.30.0', device: 'wasm', threads: 1 },
    graphFile: 'onnx/model.onnx',
    graph: {
      layers: 4,
      kvHeads: 2,
      headDim: 32,
      vocabularySize: 2048,
      inputs: ['input_ids'],
      batchSensitiveOperators: [],
    },
    contextLength: codec.contextLength,
    stopTokenIds: [...codec.stopTokenIds],
    chatTemplate: codec.chatTemplate,
    sampler: { id: 'gumbel-max/philox4x32-10', version: 1 },
    prefillPlan: 'whole-prompt-batch-1',
    reproducibilityClass: 'A',
    maxBatchSize: 64,
    loadMs: 12.5,
    bytes: model.files.reduce((sum, file) => sum + file.bytes, 0),
  };
}

/** An answer that depends on sample and epoch alone; ends in a stop token, or at the length limit. */
function buildOutput(codec: TextCodec, config: HarnessConfig, { sample }: ConditionSample, epoch: number): TrialOutput {
  const answers = sample.options === null ? [`${sample.target[0]}.`, 'Zoë'] : ['B', 'A) or so'];
  const plain = codec.encode(answers[(epoch + 1) % 2] ?? 'B').slice(0, config.decoding.maxNewTokens);
  const isCut = plain.length === config.decoding.maxNewTokens;
  const outputTokenIds = isCut ? [...plain] : [...plain, codec.stopTokenIds[0] ?? 1];
  return {
    outputText: codec.decode(plain),
    outputTokenIds,
    logprobs: outputTokenIds.map((token, position) => ({
      token,
      logprob: -0.25 - position / 8,
      runnerUp: token + 1,
      // So unlikely that no noise of any trial key would have drawn it.
      runnerUpLogprob: -40,
    })),
    finishReason: isCut ? 'length' : 'stop-token',
  };
}

function buildGroupEvents(
  group: TrialGroup,
  conditionSample: ConditionSample,
  codec: TextCodec,
  config: HarnessConfig,
): readonly TranscriptEvent[] {
  const { groupIndex, model, sampleId, conditionId } = group;
  const user = config.task.promptTemplate.split('{input}').join(conditionSample.sample.input);
  const prompt = codec.render({ system: conditionSample.system, user });
  if (!prompt.ok) throw new Error(prompt.failure.message);
  const promptTokenIds = [...codec.encode(prompt.value)];
  const toEnd = ({ trialKey, epoch }: Trial): TranscriptEvent => {
    const output = buildOutput(codec, config, conditionSample, epoch);
    const timing = {
      startedAt: AT,
      prefillMs: 1.5,
      ttftMs: 2 + epoch / 16,
      e2eMs: 9.25 + groupIndex,
      computeMs: 0.1 * (groupIndex + epoch),
      batchSize: group.trials.length,
      promptTokens: promptTokenIds.length,
      outputTokens: output.outputTokenIds.length,
    };
    return { type: 'trial-end', groupIndex, trialKey, epoch, attempt: 1, output, timing };
  };
  return [
    { type: 'group-start', groupIndex, model, sampleId, conditionId, prompt: prompt.value, promptTokenIds },
    ...group.trials.map(toEnd),
  ];
}

/** What may differ from the plain run of `buildJournal`. */
export interface JournalOptions {
  readonly config?: HarnessConfig;
  readonly samples?: readonly Sample[];
  /** The last trial fails for good after three attempts; its neighbours keep their outputs. */
  readonly hasFailedTrial?: boolean;
  /** Groups that were run; the rest is missing and the run is unfinished. */
  readonly groupCount?: number;
}

/** Journal of a run over the reference model's real tokenizer with made-up outputs. */
export function buildJournal(options: JournalOptions = {}): readonly TranscriptEvent[] {
  const { config = buildConfig(), samples = buildSamples(), hasFailedTrial = false, groupCount } = options;
  const codec = buildReferenceCodec();
  const plan = planOf(config, samples);
  const groups = plan.groups.slice(0, groupCount);
  const find = (group: TrialGroup): ConditionSample => {
    const found = plan.conditionSamples.find(
      (entry) => entry.conditionId === group.conditionId && entry.sample.sampleId === group.sampleId,
    );
    if (found === undefined) throw new Error('unplanned group');
    return found;
  };
  const events: readonly TranscriptEvent[] = [
    {
      type: 'run-start',
      schemaVersion: 1,
      runId: '0f0e0d0c-1111-4222-8333-444455556666',
      createdAt: AT,
      configHash: toConfigHash(config),
      config,
      samples: [...samples],
      build: {
        version: '0.1.0',
        commit: null,
        lockfileSha256: sha256Hex('lock'),
        buildSha256: sha256Hex('build'),
        wasmSha256: [],
      },
      environment: {
        browser: 'Chromium 156',
        operatingSystem: 'Linux',
        logicalCores: 2,
        deviceMemoryGib: 8,
        crossOriginIsolated: true,
        timerStepMs: 0.005,
      },
    },
    ...config.models.flatMap(({ modelId, files }): readonly TranscriptEvent[] => [
      { type: 'model-load-end', model: modelId, at: AT, report: buildLoadReport(config, modelId, codec) },
      { type: 'tokenizer-files', model: modelId, textByPath: toTokenizerTexts(files) },
      { type: 'determinism-check-end', model: modelId, check: { trials: 2, identical: true, firstDivergence: null } },
    ]),
    ...groups.flatMap((group) => buildGroupEvents(group, find(group), codec, config)),
    ...(groupCount === undefined ? [{ type: 'run-end', at: AT, status: 'completed' } as const] : []),
  ];
  return hasFailedTrial ? withFailedTrial(events) : events;
}

/** Texts of the tokenizer files that a model lists; a GGUF model lists none. */
function toTokenizerTexts(files: ModelRef['files']): Record<string, string> {
  const all = Object.entries(readReferenceTokenizerFiles());
  return Object.fromEntries(all.filter(([path]) => files.some((file) => file.path === path)));
}

function withFailedTrial(events: readonly TranscriptEvent[]): readonly TranscriptEvent[] {
  const last = events.findLast((event) => event.type === 'trial-end');
  if (last?.type !== 'trial-end') throw new Error('no trial');
  const { groupIndex, trialKey, epoch } = last;
  const failure = { code: 'worker-crashed', message: 'The worker ended.', location: null, detail: null } as const;
  const errors = [1, 2, 3].map((attempt): TranscriptEvent => ({
    type: 'trial-error',
    groupIndex,
    trialKey,
    epoch,
    attempt,
    at: AT,
    failure,
    final: attempt === 3,
  }));
  return events.flatMap((event) => (event === last ? errors : [event]));
}
