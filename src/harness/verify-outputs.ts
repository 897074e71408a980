import type { TranscriptRow } from '#core/bundle/rows.ts';
import { toConditionSetting } from '#core/model/condition-setting.ts';
import type { Decoding } from '#core/model/decoding.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { RunPlan } from '#core/model/trial.ts';
import { toChooseMode, toPerplexityMode } from '#core/model/task-mode.ts';
import { toOutputText, toStopPosition } from '#core/text/output-text.ts';
import type { BundleContents } from './bundle-contents.ts';
import { toConditionKey } from './condition-key.ts';
import { toNoiseKeys } from './noise-keys.ts';
import type { FoldedRun } from './to-run-rows.ts';
import { findChoiceProblem } from './verify-choice.ts';
import type { CodecByModel, VerifyCodec } from './verify-codec.ts';
import { createFindingList, type VerifyFinding } from './verify-finding.ts';
import { findTextLikelihoodProblem } from './verify-text-likelihood.ts';
import { findNoiseProblem, type CreateTokenGumbel } from './verify-noise.ts';

/** Slack of probabilities that were rounded to 1e-6 in their logarithms. */
const PROBABILITY_SLACK = 1e-4;

/** Derives every output text from its tokens, and checks what tokens, log-probabilities and finish reason say of each other. */
export function verifyOutputs(
  { config, transcripts }: BundleContents,
  { plan }: FoldedRun,
  codecByModel: CodecByModel,
  createTokenGumbel: CreateTokenGumbel | null,
): readonly VerifyFinding[] {
  const list = createFindingList('outputs');
  const mode = toChooseMode(config.task);
  const isPerplexity = toPerplexityMode(config.task) !== null;
  const decodingById = toDecodings(config, plan);
  const noiseKeys = toNoiseKeys(plan);
  const optionsByKey = new Map(
    plan.conditionSamples.map(({ conditionId, sample }) => [
      toConditionKey(conditionId, sample.sampleId),
      sample.options,
    ]),
  );
  const inModel = new Set(config.models.filter(({ dtype }) => dtype === 'gguf').map(({ modelId }) => modelId));
  /** What needs no tokenizer: whether log-probabilities and random numbers can have given these tokens. */
  const findTokenProblems = (row: TranscriptRow): readonly string[] => {
    const decoding = decodingById.get(row.conditionId) ?? config.decoding;
    const drawn = { ...row, trialKey: noiseKeys.get(row.trialKey) ?? row.trialKey };
    const noise = createTokenGumbel === null ? null : findNoiseProblem(drawn, decoding, createTokenGumbel);
    return [findLogprobProblem(row, decoding), noise].filter((problem) => problem !== null);
  };
  for (const { row, member, line } of transcripts) {
    const codec = codecByModel.get(row.model);
    if (row.status !== 'completed') continue;
    if (codec === undefined) {
      if (!isPerplexity && mode === null && inModel.has(row.model))
        for (const problem of findTokenProblems(row)) list.error(member, line, problem);
      continue;
    }
    if (isPerplexity) {
      const problem = findTextLikelihoodProblem(row, codec);
      if (problem !== null) list.error(member, line, problem);
      continue;
    }
    if (mode !== null) {
      const options = optionsByKey.get(toConditionKey(row.conditionId, row.sampleId)) ?? null;
      const problem = findChoiceProblem(row, codec, mode, options);
      if (problem !== null) list.error(member, line, problem);
      continue;
    }
    const decoding = decodingById.get(row.conditionId) ?? config.decoding;
    for (const problem of [
      row.options === undefined ? null : 'has log-probabilities of options, though the task is to generate',
      findTextProblem(row, codec, decoding),
      findFinishProblem(row, codec, decoding),
    ]) {
      if (problem !== null) list.error(member, line, problem);
    }
    for (const problem of findTokenProblems(row)) list.error(member, line, problem);
  }
  return list.findings;
}

/** Decoding of each condition, by condition id. It is the same for every model. */
function toDecodings(config: HarnessConfig, { conditions }: RunPlan): ReadonlyMap<string, Decoding> {
  const [model] = config.models;
  return new Map(
    model === undefined
      ? []
      : conditions.map(({ conditionId, axis = null }) => {
          return [conditionId, toConditionSetting(config, model, axis).decoding] as const;
        }),
  );
}

/** What a check of tokens reads of a row. */
type OutputTokens = Pick<
  TranscriptRow,
  'promptTokenIds' | 'outputText' | 'outputTokenIds' | 'logprobs' | 'finishReason'
>;

/** Whether the text follows from the tokens; null = it does. */
export function findTextProblem(row: OutputTokens, codec: VerifyCodec, { stopStrings }: Decoding): string | null {
  const { outputText, outputTokenIds, finishReason } = row;
  if (outputText === null || outputTokenIds === null || finishReason === null) return null;
  const expected = toOutputText(codec.decode, outputTokenIds, finishReason, {
    stopStrings,
    stopTokenIds: codec.stopTokenIds,
  });
  return expected === outputText
    ? null
    : `outputText is ${JSON.stringify(outputText)}, its tokens say ${JSON.stringify(expected)}`;
}

/** Whether tokens and finish reason agree; null = they do. */
export function findFinishProblem(row: OutputTokens, codec: VerifyCodec, decoding: Decoding): string | null {
  const { outputTokenIds, finishReason, promptTokenIds } = row;
  if (outputTokenIds === null || finishReason === null) return null;
  const count = outputTokenIds.length;
  if (count > decoding.maxNewTokens)
    return `has ${count} output tokens, more than maxNewTokens (${decoding.maxNewTokens})`;
  const stopPosition = outputTokenIds.findIndex((tokenId) => codec.stopTokenIds.includes(tokenId));
  if (stopPosition >= 0 && stopPosition < count - 1)
    return `outputTokenIds go on after the stop token at position ${stopPosition}`;
  const isConsistent = {
    'stop-token': () => count > 0 && stopPosition === count - 1,
    'stop-string': () => toStopPosition(codec.decode(outputTokenIds), decoding.stopStrings) >= 0,
    length: () => count === decoding.maxNewTokens && stopPosition < 0,
    context: () => codec.contextLength !== null && promptTokenIds.length + count >= codec.contextLength,
    chosen: () => false,
    scored: () => false,
  }[finishReason]();
  return isConsistent ? null : `finishReason is "${finishReason}", which its ${count} output tokens contradict`;
}

/** Whether tokens and log-probabilities agree; null = they do. */
export function findLogprobProblem(row: OutputTokens, decoding: Decoding): string | null {
  const { outputTokenIds, logprobs } = row;
  if (outputTokenIds === null || logprobs === null) return null;
  if (logprobs.length !== outputTokenIds.length)
    return `has ${logprobs.length} logprobs for ${outputTokenIds.length} output tokens`;
  for (const [position, entry] of logprobs.entries()) {
    const tokenId = outputTokenIds[position];
    if (entry.token !== tokenId)
      return `logprobs[${position}] is of token ${entry.token}, the output token is ${tokenId}`;
    if (entry.runnerUp === entry.token) return `logprobs[${position}] names the same token twice`;
    if (Math.exp(entry.logprob) + Math.exp(entry.runnerUpLogprob) > 1 + PROBABILITY_SLACK)
      return `logprobs[${position}] add up to more than 1`;
    const isGreedy = decoding.temperature === 0 && decoding.repetitionPenalty === 1;
    if (isGreedy && entry.runnerUpLogprob > entry.logprob)
      return `logprobs[${position}]: at temperature 0 the likelier token would have been chosen`;
  }
  return null;
}
