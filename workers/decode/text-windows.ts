/** A part of a text: tokens [start, end) are scored, those from `contextStart` on are seen; −1 = the prefix token first. */
export interface TextWindow {
  readonly contextStart: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Windows that score each token of a text once. The first scores up to `windowLength` tokens after the prefix token; each
 * later one scores the next `stride` tokens with as many before them as fit. `stride` = `windowLength` is the rolling
 * log-likelihood of lm-evaluation-harness (one token of context); a smaller one gives every token more to go by.
 * Source: `get_rolling_token_windows` of lm-evaluation-harness, with `context_len` = windowLength − stride + 1.
 * @param windowLength tokens fed at once, ≥ 1.  @param stride 1 … windowLength.
 */
export function toTextWindows(tokenCount: number, windowLength: number, stride: number): readonly TextWindow[] {
  const windows: TextWindow[] = [];
  for (let start = 0; start < tokenCount;) {
    const end = Math.min(tokenCount, start + (start === 0 ? windowLength : stride));
    // All but the last token of a window are fed, after at least one token of context.
    windows.push({ contextStart: start === 0 ? -1 : end - 1 - windowLength, start, end });
    start = end;
  }
  return windows;
}
