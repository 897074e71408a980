/**
 * `option_softmax`: probabilities of the options among themselves from one log-score each (a logit, or the summed log-probability of a label of
 * several tokens); length = options, sums to 1. The confidence is the largest. Empty for no options.
 * Source: METRICS §4.9; shifted by the maximum, so that no exponential overflows.
 */
export function optionSoftmax(logScores: readonly number[]): readonly number[] {
  const largest = Math.max(...logScores);
  const weights = logScores.map((score) => Math.exp(score - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * `p_true`: P("True") / (P("True") + P("False")) from the two log-probabilities (natural) after the model has been shown its own answer;
 * in [0, 1]. Source: Kadavath et al. 2022, arXiv:2207.05221; METRICS §4.9.
 */
export function pTrue(trueLogprob: number, falseLogprob: number): number {
  return 1 / (1 + Math.exp(falseLogprob - trueLogprob));
}
