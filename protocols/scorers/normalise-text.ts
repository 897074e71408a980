/**
 * The form in which strings are compared: NFC → trim → white-space runs collapsed to one space, by the Unicode property
 * White_Space (which has U+0085 and lacks U+FEFF, unlike `\s` and `trim`). Source: METRICS §0.2 rule 6.
 */
export function normaliseText(text: string): string {
  const collapsed = text.normalize('NFC').replace(/\p{White_Space}+/gu, ' ');
  const start = collapsed.startsWith(' ') ? 1 : 0;
  return collapsed.slice(start, collapsed.endsWith(' ') ? Math.max(start, collapsed.length - 1) : collapsed.length);
}

/** `normaliseText` in lower case without final-sigma context, so that parts of a text fold like the whole. */
export function foldText(text: string): string {
  return toFolded(normaliseText(text));
}

/** A normalised text that knows where each of its UTF-16 units came from in the raw text. */
export interface MappedText {
  readonly text: string;
  /** Raw offset where the unit's source starts; length = `text.length`. */
  readonly starts: readonly number[];
  /** Raw offset where the unit's source ends, exclusive; length = `text.length`. */
  readonly ends: readonly number[];
}

// One base character with everything that canonical composition may join to it: marks, and conjoining jamo vowels and finals.
const COMPOSABLE = /\p{White_Space}+|[^\p{White_Space}][\p{M}\u1160-\u11FF]*/gu;

/** `normaliseText(raw)`, or `foldText(raw)` with `ignoreCase`, with offsets back into `raw`. */
export function toMappedText(raw: string, ignoreCase: boolean): MappedText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of raw.matchAll(COMPOSABLE)) {
    const [source] = match;
    const isSpace = /^\p{White_Space}/u.test(source);
    const atEdge = match.index === 0 || match.index + source.length === raw.length;
    if (isSpace && atEdge) continue;
    const composed = isSpace ? ' ' : source.normalize('NFC');
    const part = ignoreCase ? toFolded(composed) : composed;
    parts.push(part);
    for (let unit = 0; unit < part.length; unit += 1) {
      starts.push(match.index);
      ends.push(match.index + source.length);
    }
  }
  return { text: parts.join(''), starts, ends };
}

/** The raw range of `[start, end)` of a mapped text. */
export function toRawSpan(mapped: MappedText, start: number, end: number): [number, number] {
  return [mapped.starts[start] ?? 0, mapped.ends[end - 1] ?? 0];
}

function toFolded(text: string): string {
  let folded = '';
  for (const character of text) folded += character.toLowerCase();
  return folded.replaceAll('ς', 'σ');
}
