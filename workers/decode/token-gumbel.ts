import type { TrialKey } from '#core/model/trial.ts';
import { toGumbel } from './gumbel-max.ts';
import { createTrialNoise, fillNoise } from './philox.ts';

/**
 * Gumbel noise of single tokens of one trial, as the sampler draws it: lets a verifier check that a stored token can have won.
 * `step` is 0-based.
 */
export function createTokenGumbel(trialKey: TrialKey): (step: number, token: number) => number {
  const noise = createTrialNoise(trialKey);
  const words = new Int32Array(4);
  return (step, token) => {
    fillNoise(noise, token >> 2, step, words);
    return toGumbel(words[token & 3] ?? 0);
  };
}
