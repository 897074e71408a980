import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import { sumsResult } from './sums-result.ts';

/** A prompt as it was tokenised. */
export interface CountedPrompt {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly tokens: number;
  /** Unicode code points, spaces among them. */
  readonly characters: number;
  /** Tokens that stand for one byte of a character of several; null where the bytes of tokens are not known. */
  readonly byteTokens: number | null;
}

const NO_PROMPT = 'no prompt was tokenised';

/**
 * `tokens_per_character`: tokens of all prompts over their characters, template included; > 0. A language whose text costs more tokens
 * takes longer and has less room. CI-BS over clusters. Source: METRICS §6.1; Petrov et al. 2023, arXiv:2305.15425.
 */
export function tokensPerCharacter(prompts: readonly CountedPrompt[], settings: IntervalSettings): MetricResult {
  const rows = prompts.map(({ clusterId, tokens, characters }) => ({ clusterId, sums: [tokens, characters] }));
  return sumsResult(rows, { toValue: toRatio, emptyReason: NO_PROMPT, undefinedReason: NO_PROMPT }, settings);
}

/**
 * `byte_fallback_share`: share of prompt tokens that stand for a single byte of a character of several bytes, in [0, 1]. Such tokens tell a
 * model little of the text. Null where the tokenizer's bytes are not known. CI-BS over clusters.
 */
export function byteFallbackShare(prompts: readonly CountedPrompt[], settings: IntervalSettings): MetricResult {
  const rows = prompts.flatMap(({ clusterId, tokens, byteTokens }) =>
    byteTokens === null ? [] : [{ clusterId, sums: [byteTokens, tokens] }],
  );
  const emptyReason = prompts.length === 0 ? NO_PROMPT : 'the bytes of this tokenizer\u2019s tokens are not known';
  return sumsResult(rows, { toValue: toRatio, emptyReason, undefinedReason: NO_PROMPT }, settings);
}

function toRatio([part = 0, whole = 0]: Float64Array): number | null {
  return whole > 0 ? part / whole : null;
}
