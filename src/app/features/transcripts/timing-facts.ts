import type { TimingRow, TranscriptRow } from '#core/bundle/rows.ts';
import { toCountText, toNumberText } from '#core/charts/number-text.ts';
import type { FinishReason } from '#core/model/trial-output.ts';

const finishText: Readonly<Record<FinishReason, string>> = {
  'stop-token': 'the model ended its turn',
  'stop-string': 'a stop string appeared',
  length: 'the limit of new tokens was reached',
  context: 'the context was full',
  scored: 'the text was read to its end; nothing was generated',
  chosen: 'the model chose among options; nothing was generated',
};

/** How generation ended and how long it took. */
export function toTimingFacts(
  row: TranscriptRow,
  timing: TimingRow | null,
): readonly { readonly label: string; readonly value: string }[] {
  const ending = { label: 'Ended because', value: row.finishReason === null ? '–' : finishText[row.finishReason] };
  if (timing === null) return [ending];
  const perToken = timing.outputTokens < 2 ? null : (timing.e2eMs - timing.ttftMs) / (timing.outputTokens - 1);
  const ms = (value: number | null): string => (value === null ? '–' : `${toNumberText(value, 'ms')} ms`);
  return [
    ending,
    { label: 'Time to first token', value: `${ms(timing.ttftMs)}, of which prefill ${ms(timing.prefillMs)}` },
    { label: 'Per further token', value: ms(perToken) },
    { label: 'In all', value: `${ms(timing.e2eMs)}; own share of compute ${ms(timing.computeMs)}` },
    { label: 'Tokens', value: `${toCountText(timing.promptTokens)} in, ${toCountText(timing.outputTokens)} out` },
    { label: 'Batch', value: `${toCountText(timing.batchSize)} rows` },
  ];
}
