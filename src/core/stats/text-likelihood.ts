import { encodeUtf8 } from '../bundle/utf8.ts';

/** One scored text; counts ≥ 1. */
export interface ScoredText {
  /** Σ ln p over its tokens, ≤ 0. */
  readonly logLikelihood: number;
  readonly tokens: number;
  readonly bytes: number;
  readonly words: number;
}

/** How well a model foretells texts; perplexities ≥ 1, lower is better. Only those by byte and word compare tokenizers. */
export interface TextLikelihood {
  readonly tokenPerplexity: number;
  readonly wordPerplexity: number;
  readonly bytePerplexity: number;
  readonly bitsPerByte: number;
}

/** Length in UTF-8 bytes, and in words as parts between white space, empty ones at the ends included, ≥ 1. */
export function toTextSize(text: string): Pick<ScoredText, 'bytes' | 'words'> {
  return { bytes: encodeUtf8(text).length, words: text.split(/\s+/u).length };
}

/**
 * Perplexities of texts together: exp(−Σ ln p / Σ count), and bits per byte = −Σ ln p / (ln 2 · Σ bytes), so a longer text weighs
 * more. Null for no texts. Source: `loglikelihood_rolling` of lm-evaluation-harness (word_perplexity, byte_perplexity, bits_per_byte).
 */
export function textLikelihood(texts: readonly ScoredText[]): TextLikelihood | null {
  if (texts.length === 0) return null;
  const total = (take: (text: ScoredText) => number): number => texts.reduce((sum, text) => sum + take(text), 0);
  const nats = -total((text) => text.logLikelihood);
  const bytes = total((text) => text.bytes);
  return {
    tokenPerplexity: Math.exp(nats / total((text) => text.tokens)),
    wordPerplexity: Math.exp(nats / total((text) => text.words)),
    bytePerplexity: Math.exp(nats / bytes),
    bitsPerByte: nats / (Math.LN2 * bytes),
  };
}
