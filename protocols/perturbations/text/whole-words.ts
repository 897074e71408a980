import { isWordAfter, isWordBefore } from '../../span.ts';

const JOINER = /[\u200C\u200D]/;

/** A test whether `[start, end)` cuts no word of `text`: no letter, digit, mark or joiner beside it. */
export function toWholeWordTest(text: string): (start: number, end: number) => boolean {
  return (start, end) =>
    !isWordBefore(text, start) &&
    !isWordAfter(text, end) &&
    !JOINER.test(text.charAt(start - 1)) &&
    !JOINER.test(text.charAt(end));
}
