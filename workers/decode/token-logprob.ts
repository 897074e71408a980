import type { TokenLogprob } from '#core/model/trial-output.ts';
import { exactLog, toExpSum } from './exact-math.ts';

/** What one row of raw logits says at T = 1, before any control: shared by all rows of a group at their first token. */
export interface LogitSummary {
  /** Natural log of Σ exp(logit). Not finite when a logit is NaN or +Infinity, or all are −Infinity. */
  readonly logSumExp: number;
  /** Token with the largest logit, lowest id among equals. */
  readonly best: number;
  /** The next one by the same order. */
  readonly second: number;
}

/** Stored in place of a log-probability of −Infinity, which JSON cannot carry. */
const LOWEST_LOGPROB = -10_000;

/** Summary of one row of raw logits, shape [vocabulary], vocabulary ≥ 2. */
export function toLogitSummary(logits: Float32Array): LogitSummary {
  let best = 0;
  let second = -1;
  let bestLogit = logits[0] ?? NaN;
  let secondLogit = -Infinity;
  for (let token = 1; token < logits.length; token += 1) {
    const logit = logits[token] ?? 0;
    if (logit <= secondLogit && second !== -1) continue;
    if (logit > bestLogit) {
      [second, secondLogit] = [best, bestLogit];
      [best, bestLogit] = [token, logit];
    } else {
      [second, secondLogit] = [token, logit];
    }
  }
  return { logSumExp: bestLogit + exactLog(toExpSum(logits, bestLogit)), best, second };
}

/** Rounds to 1e-6, so that the last bits of a sum are not stored; at most 0. */
function toLogprob(logit: number, summary: LogitSummary): number {
  const logprob = Math.max(LOWEST_LOGPROB, Math.min(0, logit - summary.logSumExp));
  // "+ 0" turns −0 into 0.
  return Math.round(logprob * 1e6) / 1e6 + 0;
}

/** The stored record of one chosen token; `runnerUp` is the best token other than the chosen one. */
export function toTokenLogprob(logits: Float32Array, summary: LogitSummary, token: number): TokenLogprob {
  const runnerUp = token === summary.best ? summary.second : summary.best;
  return {
    token,
    logprob: toLogprob(logits[token] ?? NaN, summary),
    runnerUp,
    runnerUpLogprob: toLogprob(logits[runnerUp] ?? NaN, summary),
  };
}
