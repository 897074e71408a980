import { exactExp } from './exact-math.ts';
import { RankedTokens } from './ranked-tokens.ts';

/*
 * Filters over scores, shape [vocabulary], whose maximum is 0: scores are logits after repetition penalty and temperature
 * minus their largest. A dropped token has score −Infinity. Each filter sees only what the ones before it left.
 */

/** Leaves only `tokens`. */
function keepOnly(scores: Float64Array, tokens: readonly number[]): void {
  const kept = tokens.map((token) => scores[token] ?? -Infinity);
  scores.fill(-Infinity);
  for (const [index, token] of tokens.entries()) scores[token] = kept[index] ?? -Infinity;
}

/** Keeps the `k` best tokens, ties by lowest id; `k` = 0 keeps all. */
export function keepTopK(scores: Float64Array, k: number): void {
  if (k === 0 || k >= scores.length) return;
  const ranked = new RankedTokens(scores);
  const tokens: number[] = [];
  while (tokens.length < k && ranked.size > 0) tokens.push(ranked.take());
  keepOnly(scores, tokens);
}

/**
 * Keeps the best tokens until their probability reaches `p`, the one that crosses included; `p` = 1 keeps all.
 * Source: Holtzman et al. 2020, arXiv:1904.09751 §3.1.
 */
export function keepTopP(scores: Float64Array, p: number): void {
  if (p === 1) return;
  let total = 0;
  for (let token = 0; token < scores.length; token += 1) {
    const score = scores[token] ?? -Infinity;
    if (score > -Infinity) total += exactExp(score);
  }
  const ranked = new RankedTokens(scores);
  const tokens: number[] = [];
  for (let reached = 0; reached < p * total && ranked.size > 0;) {
    const token = ranked.take();
    tokens.push(token);
    reached += exactExp(scores[token] ?? -Infinity);
  }
  keepOnly(scores, tokens);
}

/** Drops tokens whose probability is below `p` times the largest; `p` = 0 keeps all. Source: arXiv:2407.01082 §3. */
export function keepMinP(scores: Float64Array, p: number): void {
  if (p === 0) return;
  for (let token = 0; token < scores.length; token += 1) {
    const score = scores[token] ?? -Infinity;
    if (score > -Infinity && exactExp(score) < p) scores[token] = -Infinity;
  }
}
