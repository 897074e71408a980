import { exactExp } from './exact-math.ts';
import type { LogitSummary } from './token-logprob.ts';

/**
 * KL(p ‖ q) = Σ p·(ln p − ln q) over the vocabulary, nats, of the softmax of two rows of logits at T = 1; ≥ 0, Infinity where q
 * gives a token nothing that p gives something. Summed in order of token with arithmetic that gives the same bits everywhere; what
 * rounding leaves below 0 counts as 0. Source: Kullback & Leibler 1951, eq. 2.4.
 * @param p logits, shape [vocabulary].  @param q the same shape.  Summaries are those of `toLogitSummary`, finite.
 */
export function toLogitDivergence(
  p: Float32Array,
  ofP: Pick<LogitSummary, 'logSumExp'>,
  q: Float32Array,
  ofQ: Pick<LogitSummary, 'logSumExp'>,
): number {
  let sum = 0;
  for (let token = 0; token < p.length; token += 1) {
    const logP = (p[token] ?? 0) - ofP.logSumExp;
    const share = exactExp(logP);
    if (share === 0) continue;
    sum += share * (logP - ((q[token] ?? 0) - ofQ.logSumExp));
  }
  return Math.max(0, sum);
}
