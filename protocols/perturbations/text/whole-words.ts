import { isWordAfter, isWordBefore } from '../../span.ts';

const JOINER = /[\u200C\u200D]/;
const BOUND = /^[\p{M}\u200C\u200D]/u;

/**
 * A test whether `[start, end)` cuts no word of `text`: a side that is a letter, digit or mark touches no other one and no joiner, and no
 * mark follows.
 */
export function toWholeWordTest(text: string): (start: number, end: number) => boolean {
  return (start, end) => {
    const cutsBefore = isWordAfter(text, start) && (isWordBefore(text, start) || JOINER.test(text.charAt(start - 1)));
    const cutsAfter = isWordBefore(text, end) && (isWordAfter(text, end) || JOINER.test(text.charAt(end)));
    return !cutsBefore && !cutsAfter && !BOUND.test(text.slice(end, end + 2));
  };
}
