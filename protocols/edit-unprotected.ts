import type { Prompt } from './perturbation.ts';
import type { Span } from './span.ts';

/** The stretches of a text of `length` UTF-16 units that lie outside sorted, merged `spans`. */
export function toFreeSpans(length: number, spans: readonly Span[]): readonly Span[] {
  const free: Span[] = [];
  let offset = 0;
  for (const [start, end] of spans) {
    if (start > offset) free.push([offset, start]);
    offset = end;
  }
  if (length > offset) free.push([offset, length]);
  return free;
}

/** The text with every stretch outside sorted, merged `spans` replaced by `edit` of it; the rest stays as it is. */
export function editUnprotected(text: string, spans: readonly Span[], edit: (part: string) => string): string {
  let edited = '';
  let offset = 0;
  for (const [start, end] of toFreeSpans(text.length, spans)) {
    edited += text.slice(offset, start) + edit(text.slice(start, end));
    offset = end;
  }
  return edited + text.slice(offset);
}

/** Longest input of a sample, in UTF-16 units: the bound of the schema `Sample`. */
const MAX_INPUT_LENGTH = 100_000;

/** The prompt with another input; the same prompt when the input is equal, empty, or longer than a sample's may be. */
export function withInput(prompt: Prompt, input: string): Prompt {
  if (input === prompt.sample.input || input === '' || input.length > MAX_INPUT_LENGTH) return prompt;
  return { ...prompt, sample: { ...prompt.sample, input } };
}
