import type { TranscriptRow } from '#core/bundle/rows.ts';
import { toContinuations, toOptionTexts } from '#core/model/option-texts.ts';
import type { Sample } from '#core/model/sample.ts';
import type { ChooseMode } from '#core/model/task-mode.ts';
import { encodeContinuations } from '#core/text/encode-continuations.ts';
import { toLargestIndex, toOptionValues } from '#core/text/likeliest-option.ts';
import type { VerifyCodec } from './verify-codec.ts';
import { findDifference, toDifferenceText } from './verify-difference.ts';

/** Slack of probabilities that were rounded to 1e-6 in their logarithms. */
const PROBABILITY_SLACK = 1e-4;

/**
 * What is wrong with a completed row of a task that chooses, or null: its options are not those of the sample in this model's
 * tokens, or the output is not the one with the largest sum of stored log-probabilities.
 */
export function findChoiceProblem(
  row: TranscriptRow,
  codec: Pick<VerifyCodec, 'encode'>,
  mode: ChooseMode,
  options: Sample['options'],
): string | null {
  if (options === null || row.options === undefined)
    return 'has no log-probabilities of options, though the task is to choose';
  const encoded = encodeContinuations(codec.encode, row.prompt, toContinuations(mode, options));
  if (!encoded.ok) return encoded.failure.message;
  const expected = toOptionTexts(mode, options).map((text, index) => ({
    text,
    tokenIds: encoded.value.continuations[index],
  }));
  const difference = findDifference(
    { options: expected },
    { options: row.options.map(({ text, tokenIds }) => ({ text, tokenIds })) },
  );
  if (difference !== null) return toDifferenceText(difference);
  const uneven = row.options.findIndex(({ tokenIds, logprobs }) => tokenIds.length !== logprobs.length);
  if (uneven !== -1) return `options[${uneven}] has another number of logprobs than of tokens`;
  return findChosenProblem(row, row.options);
}

function findChosenProblem(row: TranscriptRow, options: NonNullable<TranscriptRow['options']>): string | null {
  const position = toLargestIndex(toOptionValues(options, 'option'));
  const chosen = options[position];
  const difference = findDifference(
    {
      outputText: chosen?.text,
      outputTokenIds: chosen?.tokenIds,
      logprobs: chosen?.logprobs.map((logprob, index) => ({ token: chosen.tokenIds[index], logprob })),
      finishReason: 'chosen',
    },
    {
      outputText: row.outputText,
      outputTokenIds: row.outputTokenIds,
      logprobs: row.logprobs?.map(({ token, logprob }) => ({ token, logprob })),
      finishReason: row.finishReason,
    },
  );
  if (difference !== null) return `options[${position}] has the largest sum: ${toDifferenceText(difference)}`;
  for (const [at, { token, logprob, runnerUp, runnerUpLogprob }] of (row.logprobs ?? []).entries()) {
    if (runnerUp === token) return `logprobs[${at}] names the same token twice`;
    if (Math.exp(logprob) + Math.exp(runnerUpLogprob) > 1 + PROBABILITY_SLACK)
      return `logprobs[${at}] add up to more than 1`;
  }
  return null;
}
