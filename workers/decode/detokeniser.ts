import type { DecodeTokens } from '#core/text/output-text.ts';

/** What a decoder writes for bytes that are not, or not yet, a character. */
const REPLACEMENT = '\uFFFD';

/** Text of a growing list of tokens, whole characters only. The final text comes from `toOutputText`, never from here. */
export interface Detokeniser {
  /** Text so far; only ever appended to. */
  readonly text: string;
  /** Takes in the tokens that were added to the list since the last call. */
  advance(tokenIds: readonly number[]): void;
}

/**
 * Two-offset method, as in vLLM and text-generation-inference: decode a window that starts at a token already shown and
 * append what is new, because many decoders treat the first token of a text specially. While the window ends in U+FFFD a
 * character may be unfinished, and nothing is appended.
 */
export function createDetokeniser(decode: DecodeTokens): Detokeniser {
  let text = '';
  let windowStart = 0;
  let shownEnd = 0;
  return {
    get text() {
      return text;
    },
    advance: (tokenIds) => {
      if (tokenIds.length === shownEnd) return;
      const shown = decode(tokenIds.slice(windowStart, shownEnd));
      const whole = decode(tokenIds.slice(windowStart));
      if (whole.length <= shown.length || whole.endsWith(REPLACEMENT)) return;
      text += whole.slice(shown.length);
      windowStart = shownEnd;
      shownEnd = tokenIds.length;
    },
  };
}
