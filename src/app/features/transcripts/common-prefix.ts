const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Length of the longest common beginning of two texts, UTF-16 code units, never in the middle of a user-perceived character of either. */
export function toCommonPrefix(a: string, b: string): number {
  let length = 0;
  const others = graphemes.segment(b)[Symbol.iterator]();
  for (const { segment } of graphemes.segment(a)) {
    if (others.next().value?.segment !== segment) return length;
    length += segment.length;
  }
  return length;
}
