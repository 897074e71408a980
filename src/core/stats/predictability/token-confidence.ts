import type { TokenLogprob } from '../../model/trial-output.ts';

/** Confidence sources of METRICS §4.9 that the log-probabilities of an output give. */
export type TokenSource = 'seq_prob' | 'seq_prob_norm' | 'min_token';

/** Stored log-probabilities are multiples of this; whole multiples add up without rounding, so equal sums are equal numbers. */
const STEP = 1e-6;

/**
 * Confidence in [0, 1] from raw log-probabilities (natural, T = 1) of an output's tokens, the stop token included.
 * `seq_prob` = exp Σ log p, which falls with length; `seq_prob_norm` = exp of the mean, the geometric mean of the tokens' probabilities;
 * `min_token` = the smallest probability. Null without tokens. Source: METRICS §4.9.
 */
export function tokenConfidence(
  logprobs: readonly Pick<TokenLogprob, 'logprob'>[],
  source: TokenSource,
): number | null {
  if (logprobs.length === 0) return null;
  const steps = logprobs.map(({ logprob }) => Math.round(logprob / STEP));
  const sum = steps.reduce((total, step) => total + step, 0);
  switch (source) {
    case 'seq_prob':
      return Math.exp(sum * STEP);
    case 'seq_prob_norm':
      return Math.exp((sum / steps.length) * STEP);
    case 'min_token':
      return Math.exp(steps.reduce((least, step) => Math.min(least, step), 0) * STEP);
    default:
      return source satisfies never;
  }
}
