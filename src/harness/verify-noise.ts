import type { TranscriptRow } from '#core/bundle/rows.ts';
import type { Decoding } from '#core/model/decoding.ts';
import type { TrialKey } from '#core/model/trial.ts';

/** Noise of a trial's tokens as the sampler draws it; `workers/decode` provides it. */
export type CreateTokenGumbel = (trialKey: TrialKey) => (step: number, token: number) => number;

/** Log-probabilities are stored to 1e-6: two of them are off by at most this together. */
const ROUNDING = 2e-6;

/**
 * The first token that cannot have been drawn, or null. A token is drawn when its log-probability over the temperature plus the
 * noise of its own trial is the largest (DESIGN §5.2); the stored runner-up must not beat it. Needs no model, and finds outputs
 * that were invented or taken from another trial. With filters or a penalty the stored values do not decide it.
 */
export function findNoiseProblem(
  { trialKey, logprobs }: Pick<TranscriptRow, 'trialKey' | 'logprobs'>,
  { temperature, topK, topP, minP, repetitionPenalty }: Decoding,
  createTokenGumbel: CreateTokenGumbel,
): string | null {
  const isPlain = temperature > 0 && topK === 0 && topP === 1 && minP === 0 && repetitionPenalty === 1;
  if (!isPlain || logprobs === null) return null;
  const gumbel = createTokenGumbel(trialKey);
  for (const [step, { token, logprob, runnerUp, runnerUpLogprob }] of logprobs.entries()) {
    const lead = (logprob - runnerUpLogprob) / temperature + gumbel(step, token) - gumbel(step, runnerUp);
    if (lead < -ROUNDING / temperature)
      return `logprobs[${step}]: this trial's random numbers would have drawn token ${runnerUp}, not ${token}`;
  }
  return null;
}
