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
      for (let token = 0; token < vocabularySize; token += 1) scores[token] = logits[token] ?? -Infinity;
      let best = summary.best;
      if (repetitionPenalty !== 1) {
        penalise(scores, seenTokens, repetitionPenalty);
        best = toBest(scores);
      }
      if (temperature === 0) return best;
      scale(scores, scores[best] ?? 0, temperature);
      keepTopK(scores, decoding.topK);
      keepTopP(scores, decoding.topP);
      keepMinP(scores, decoding.minP);
      return drawToken(scores, noise, step, best);
    },
  };
}

/** Divides positive and multiplies other logits of seen tokens. Source: Keskar et al. 2019, arXiv:1909.05858 §4.1. */
function penalise(scores: Float64Array, seenTokens: ReadonlySet<number>, penalty: number): void {
  for (const token of seenTokens) {
    const logit = scores[token];
    if (logit !== undefined) scores[token] = logit > 0 ? logit / penalty : logit * penalty;
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

/** Subtracts the largest logit, then divides: the largest score is exactly 0 however small the temperature is. */
function scale(scores: Float64Array, largest: number, temperature: number): void {
  for (let token = 0; token < scores.length; token += 1) {
    scores[token] = ((scores[token] ?? -Infinity) - largest) / temperature;
  }
}
