import type { TranscriptRow } from '#core/bundle/rows.ts';
import type { VerifyCodec } from './verify-codec.ts';
import { findDifference, toDifferenceText } from './verify-difference.ts';

/** Slack of probabilities that were rounded to 1e-6 in their logarithms. */
const PROBABILITY_SLACK = 1e-4;

/** What is wrong with a completed row of a task of texts, or null: it does not score every token of the text once, in this model's tokens. */
export function findTextLikelihoodProblem(row: TranscriptRow, codec: Pick<VerifyCodec, 'encodeText'>): string | null {
  if (row.options !== undefined) return 'has log-probabilities of options, though the task is to measure texts';
  const tokenIds = codec.encodeText(row.prompt);
  const difference = findDifference(
    { outputText: row.prompt, outputTokenIds: tokenIds, finishReason: 'scored' },
    { outputText: row.outputText, outputTokenIds: row.outputTokenIds, finishReason: row.finishReason },
  );
  if (difference !== null) return toDifferenceText(difference);
  const logprobs = row.logprobs ?? [];
  if (logprobs.length !== tokenIds.length)
    return `has ${logprobs.length} logprobs for the ${tokenIds.length} tokens of its text`;
  for (const [position, { token, logprob, runnerUp, runnerUpLogprob }] of logprobs.entries()) {
    if (token !== tokenIds[position])
      return `logprobs[${position}] is of token ${token}, the text has token ${tokenIds[position]}`;
    if (runnerUp === token) return `logprobs[${position}] names the same token twice`;
    if (Math.exp(logprob) + Math.exp(runnerUpLogprob) > 1 + PROBABILITY_SLACK)
      return `logprobs[${position}] add up to more than 1`;
  }
  return null;
}
