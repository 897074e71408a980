import { assert } from '#core/errors/assert.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { OptionScore } from '#core/model/option-score.ts';
import type { TrialKey } from '#core/model/trial.ts';
import type { TrialOutput } from '#core/model/trial-output.ts';
import { toLargestIndex, toOptionValues } from '#core/text/likeliest-option.ts';
import type { GroupOutput, GroupRequest, ScoreOutput, ScoreTextRequest } from '#workers/contract/inference.ts';
import { toEffectiveDecoding } from './effective-decoding.ts';
import type { ModelSession } from './ports.ts';
import type { GroupJob } from './run-groups.ts';

/** What a worker is asked for one group: to generate, to score the options that the answer is chosen from, or to score a text. */
export interface GroupWork {
  /** Its trial keys are those whose random numbers are drawn. */
  readonly request: GroupRequest;
  /** Keys of the trials that are answered, in the order of the request. */
  readonly trialKeys: readonly TrialKey[];
  /** Null = generate. */
  readonly choice: {
    readonly texts: readonly string[];
    readonly continuations: readonly (readonly number[])[];
  } | null;
  /** The text to be measured; null = there is a prompt to be answered. */
  readonly text: Omit<ScoreTextRequest, 'groupIndex'> | null;
}

/** The work of one job. */
export function toGroupWork({ group, trials, prepared, optionTexts, text, setting, noiseKeys }: GroupJob): GroupWork {
  const { promptTokenIds, continuations } = prepared;
  const { groupIndex } = group;
  const { effective: decoding } = toEffectiveDecoding(setting.decoding);
  return {
    request: { groupIndex, promptTokenIds, trialKeys: noiseKeys, decoding, batchSize: setting.batchSize },
    trialKeys: trials.map((trial) => trial.trialKey),
    text,
    choice: optionTexts === null || continuations === undefined ? null : { texts: optionTexts, continuations },
  };
}

/** Has a group answered by generating, choosing, or scoring its text; either way one output per trial key. */
export async function answerGroup(
  session: ModelSession,
  { request, trialKeys, choice, text }: GroupWork,
  signal: AbortSignal,
): Promise<Result<GroupOutput>> {
  if (text !== null) return measureText(session, { groupIndex: request.groupIndex, trialKeys }, text, signal);
  if (choice === null) return withTrialKeys(await session.generate(request, signal), trialKeys);
  const { groupIndex, promptTokenIds, batchSize } = request;
  const { continuations, texts } = choice;
  const scored = await session.scoreContinuations({ groupIndex, promptTokenIds, continuations, batchSize }, signal);
  if (!scored.ok) return scored;
  const output = toChosenOutput(texts, scored.value);
  const { timing, profile } = scored.value;
  return toOk({ groupIndex, rows: trialKeys.map((trialKey) => ({ trialKey, output, timing })), profile });
}

/** Rows come in the order of the request; here they get the keys of their trials. */
function withTrialKeys(generated: Result<GroupOutput>, trialKeys: readonly TrialKey[]): Result<GroupOutput> {
  if (!generated.ok) return generated;
  const rows = generated.value.rows.map((row, index) => ({ ...row, trialKey: trialKeys[index] ?? row.trialKey }));
  return toOk({ ...generated.value, rows });
}

async function measureText(
  session: ModelSession,
  { groupIndex, trialKeys }: Pick<GroupRequest, 'groupIndex' | 'trialKeys'>,
  text: NonNullable<GroupWork['text']>,
  signal: AbortSignal,
): Promise<Result<GroupOutput>> {
  const scored = await session.scoreText({ groupIndex, ...text }, signal);
  if (!scored.ok) return scored;
  const { continuations, timing, profile } = scored.value;
  const logprobs = [...(continuations[0] ?? [])];
  const outputTokenIds = logprobs.map(({ token }) => token);
  const output: TrialOutput = { outputText: text.text, outputTokenIds, logprobs, finishReason: 'scored' };
  // What windows see again is no prompt of anybody.
  const ownTiming = { ...timing, promptTokens: 0 };
  return toOk({ groupIndex, rows: trialKeys.map((trialKey) => ({ trialKey, output, timing: ownTiming })), profile });
}

/** The option with the largest Σ ln p as an output, with the log-probabilities of all. */
function toChosenOutput(texts: readonly string[], { continuations }: ScoreOutput): TrialOutput {
  const options: OptionScore[] = continuations.map((tokens, index) => ({
    text: texts[index] ?? '',
    tokenIds: tokens.map(({ token }) => token),
    logprobs: tokens.map(({ logprob }) => logprob),
  }));
  const position = toLargestIndex(toOptionValues(options, 'option'));
  const [option, logprobs] = [options[position], continuations[position]];
  assert(option !== undefined && logprobs !== undefined, 'a choice has options');
  return {
    outputText: option.text,
    outputTokenIds: option.tokenIds,
    logprobs: [...logprobs],
    finishReason: 'chosen',
    options,
  };
}
