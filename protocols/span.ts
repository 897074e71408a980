/** A stretch `[start, end)` of a text, in UTF-16 code units. */
export type Span = readonly [start: number, end: number];

const WORD = /[\p{L}\p{N}\p{M}_]/u;

const MARK = /\p{M}/u;

function isAt(text: string, offset: number, property: RegExp): boolean {
  const point = text.codePointAt(offset);
  return point !== undefined && property.test(String.fromCodePoint(point));
}

/** Whether the character that ends at `offset` belongs to a word; false at the start of the text. */
export function isWordBefore(text: string, offset: number): boolean {
  if (offset <= 0) return false;
  const isLowSurrogate = (text.charCodeAt(offset - 1) & 0xfc00) === 0xdc00;
  return isAt(text, isLowSurrogate && offset > 1 ? offset - 2 : offset - 1, WORD);
}

/** Whether the character that starts at `offset` belongs to a word; false at the end of the text. */
export function isWordAfter(text: string, offset: number): boolean {
  return isAt(text, offset, WORD);
}

/**
 * Occurrences of `needle` that do not cut a word: a side of the needle that is a letter, digit or mark must not touch
 * another one. Ascending, not overlapping; none for an empty needle.
 */
export function findWholeOccurrences(text: string, needle: string): readonly Span[] {
  const spans: Span[] = [];
  if (needle === '') return spans;
  const startsAsWord = isWordAfter(needle, 0);
  const endsAsWord = isWordBefore(needle, needle.length);
  let start = text.indexOf(needle);
  while (start !== -1) {
    const end = start + needle.length;
    const isWhole =
      !(startsAsWord && isWordBefore(text, start)) &&
      !(isWordAfter(text, end) && (endsAsWord || isAt(text, end, MARK)));
    if (isWhole) spans.push([start, end]);
    start = text.indexOf(needle, isWhole ? end : start + 1);
  }
  return spans;
}

/** Sorted spans without overlap or contact. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: [number, number][] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (start >= end) continue;
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
