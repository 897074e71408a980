import { toFailed, toOk, type Result } from '../errors/result.ts';

/** A prompt and the texts scored after it, as tokens; every list of `continuations` has at least one. */
export interface EncodedContinuations {
  readonly promptTokenIds: readonly number[];
  readonly continuations: readonly (readonly number[])[];
}

/**
 * Cuts prompt and continuations into tokens at one border. White space at the end of the prompt is moved to the front of each
 * continuation, since most tokenizers keep a space in the token of the word that follows it; prompt and continuation are
 * tokenised as one text and parted where the tokens of the prompt alone end. Where a token reaches across that border the
 * border moves left to the last place that the prompt and all continuations share, so what is scored is always the tokens of
 * the whole text. Rule of `_encode_pair` in lm-evaluation-harness, which cuts by count and does not move the border.
 * Fails with `task-invalid` when a continuation has no token of its own.
 */
export function encodeContinuations(
  encode: (text: string) => readonly number[],
  prompt: string,
  continuations: readonly string[],
): Result<EncodedContinuations> {
  const { context, wholes } = toContinuationTexts(prompt, continuations);
  return cutContinuations(encode(context), wholes.map(encode), continuations);
}

/** The texts that `encodeContinuations` tokenises. */
export function toContinuationTexts(
  prompt: string,
  continuations: readonly string[],
): { readonly context: string; readonly wholes: readonly string[] } {
  return { context: prompt.trimEnd(), wholes: continuations.map((continuation) => prompt + continuation) };
}

/** The cut of `encodeContinuations` through texts that are tokens already. */
export function cutContinuations(
  contextIds: readonly number[],
  wholes: readonly (readonly number[])[],
  continuations: readonly string[],
): Result<EncodedContinuations> {
  const border = wholes.reduce((least, whole) => Math.min(least, toSharedLength(contextIds, whole)), contextIds.length);
  const empty = wholes.findIndex((whole) => whole.length === border);
  if (empty !== -1)
    return toFailed('task-invalid', `The continuation ${JSON.stringify(continuations[empty])} has no token to score.`);
  return toOk({
    promptTokenIds: contextIds.slice(0, border),
    continuations: wholes.map((whole) => whole.slice(border)),
  });
}

/** Length of the longest common beginning. */
function toSharedLength(left: readonly number[], right: readonly number[]): number {
  const difference = left.findIndex((token, index) => token !== right[index]);
  return difference === -1 ? left.length : difference;
}
