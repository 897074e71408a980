import type { Decoding } from '#core/model/decoding.ts';
import { drawToken } from './gumbel-max.ts';
import type { TrialNoise } from './philox.ts';
import { keepMinP, keepTopK, keepTopP } from './token-filters.ts';
import type { LogitSummary } from './token-logprob.ts';

/** What one draw depends on. */
export interface DrawRequest {
  /** Raw logits, shape [vocabulary]; not changed. */
  readonly logits: Float32Array;
  readonly summary: LogitSummary;
  readonly noise: TrialNoise;
  /** Position of the token in the output, 0-based. */
  readonly step: number;
  /** Distinct tokens of prompt and output so far; read only with a repetition penalty. */
  readonly seenTokens: ReadonlySet<number>;
}

/** Chooses tokens under one set of decoding controls; holds scratch memory only, no state between draws. */
export interface Sampler {
  draw(request: DrawRequest): number;
}

/**
 * The one sampler of every token-level runtime (DESIGN §5.2): repetition penalty on raw logits → temperature → top-k →
 * top-p → min-p → Gumbel-max. Temperature 0 takes the largest logit after the penalty, lowest id among equals. Uses only
 * + − × ÷ and our own exp and log, so that equal logits give equal tokens in every engine.
 */
export function createSampler(decoding: Decoding, vocabularySize: number): Sampler {
  const scores = new Float64Array(vocabularySize);
  const { temperature, repetitionPenalty } = decoding;
  return {
    draw: ({ logits, summary, noise, step, seenTokens }) => {
      if (temperature === 0 && repetitionPenalty === 1) return summary.best;
      const isPenalised = repetitionPenalty !== 1;
      if (isPenalised) penalise(logits, seenTokens, repetitionPenalty, scores);
      const best = isPenalised ? toBest(scores) : summary.best;
      if (temperature === 0) return best;
      scale(isPenalised ? scores : logits, best, temperature, scores);
      keepTopK(scores, decoding.topK);
      keepTopP(scores, decoding.topP);
      keepMinP(scores, decoding.minP);
      return drawToken(scores, noise, step, best);
    },
  };
}

/**
 * Writes the logits to `out`, positive ones of seen tokens divided and other ones multiplied by `penalty`.
 * Source: Keskar et al. 2019, arXiv:1909.05858 §4.1.
 */
function penalise(logits: Float32Array, seenTokens: ReadonlySet<number>, penalty: number, out: Float64Array): void {
  out.set(logits);
  for (const token of seenTokens) {
    const logit = out[token];
    if (logit !== undefined) out[token] = logit > 0 ? logit / penalty : logit * penalty;
  }
}

/** Token with the largest score, lowest id among equals. */
function toBest(scores: Float64Array): number {
  let best = 0;
  for (let token = 1; token < scores.length; token += 1) {
    if ((scores[token] ?? -Infinity) > (scores[best] ?? -Infinity)) best = token;
  }
  return best;
}

/**
 * Writes (logit − largest logit) / temperature to `out`: the largest score is exactly 0 however small the temperature is.
 * `out` may be `logits`.
 */
function scale(logits: Float32Array | Float64Array, best: number, temperature: number, out: Float64Array): void {
  const largest = logits[best] ?? 0;
  for (let token = 0; token < out.length; token += 1) {
    out[token] = ((logits[token] ?? -Infinity) - largest) / temperature;
  }
}
