import type { TranscriptEvent } from '#core/events/transcript-event.ts';

/** What two journals of one run have in common, whatever the order in which their trials were written. */
function toContent(events: readonly TranscriptEvent[]): string {
  const outputs = events.flatMap((event) =>
    event.type === 'trial-end' ? [`${event.trialKey} ${JSON.stringify(toSorted(event.output))}`] : [],
  );
  const configHash = events.flatMap((event) => (event.type === 'run-start' ? [event.configHash] : []));
  return [...configHash, ...outputs.toSorted()].join('\n');
}

function toSorted(output: Extract<TranscriptEvent, { type: 'trial-end' }>['output']): readonly unknown[] {
  const { outputText, outputTokenIds, finishReason, logprobs, options = [] } = output;
  const tokens = logprobs.map(({ token, logprob, runnerUp, runnerUpLogprob }) => [
    token,
    logprob,
    runnerUp,
    runnerUpLogprob,
  ]);
  const scored = options.map(({ text, tokenIds, logprobs: ofTokens }) => [text, tokenIds, ofTokens]);
  return [outputText, outputTokenIds, finishReason, tokens, scored];
}

/** True when both journals hold the same configuration and the same output of every trial. */
export function isSameRun(a: readonly TranscriptEvent[], b: readonly TranscriptEvent[]): boolean {
  return toContent(a) === toContent(b);
}
