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

/** The prompt with another input; the same prompt when the input is equal. */
export function withInput(prompt: Prompt, input: string): Prompt {
  return input === prompt.sample.input ? prompt : { ...prompt, sample: { ...prompt.sample, input } };
}
