import type { FinishReason } from '../model/trial-output.ts';

/** Text of token ids, special tokens left out; the empty string for no ids. */
export type DecodeTokens = (tokenIds: readonly number[]) => string;

/** What ends a generation besides its length. */
export interface StopRules {
  readonly stopStrings: readonly string[];
  readonly stopTokenIds: readonly number[];
}

/**
 * Position of the earliest stop string in `text`, or −1. With several starting at one place the position is the same, so
 * the order of `stopStrings` never matters.
 */
export function toStopPosition(text: string, stopStrings: readonly string[]): number {
  let earliest = -1;
  for (const stopString of stopStrings) {
    const position = text.indexOf(stopString);
    if (position !== -1 && (earliest === -1 || position < earliest)) earliest = position;
  }
  return earliest;
}

/**
 * The output text of a trial, derived from its tokens alone: worker and verifier both call this, so that a stored text can
 * be checked. The stop token at the end is left out, the rest is decoded in one piece, and the text is cut before the
 * earliest stop string. Bytes that are not valid UTF-8, an unfinished character at the end included, stay U+FFFD.
 */
export function toOutputText(
  decode: DecodeTokens,
  tokenIds: readonly number[],
  finishReason: FinishReason,
  stop: StopRules,
): string {
  const last = tokenIds.at(-1);
  const endsInStopToken = finishReason === 'stop-token' && last !== undefined && stop.stopTokenIds.includes(last);
  const text = decode(endsInStopToken ? tokenIds.slice(0, -1) : tokenIds);
  if (finishReason !== 'stop-string') return text;
  const position = toStopPosition(text, stop.stopStrings);
  return position === -1 ? text : text.slice(0, position);
}
