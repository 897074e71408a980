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

/** Lower case where it keeps the length, so that offsets stay those of the text; otherwise unchanged. */
export function foldInPlace(text: string): string {
  let folded = '';
  for (const character of text) {
    const lower = character.toLowerCase();
    folded += lower.length === character.length ? lower : character;
  }
  return folded;
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
  return mapParts(raw, (source, isAtEdge) => {
    if (isPlainAscii(source)) return ignoreCase ? source.toLowerCase() : source;
    const isSpace = STARTS_IN_SPACE.test(source);
    if (isSpace && isAtEdge) return '';
    const composed = isSpace ? ' ' : source.normalize('NFC');
    return ignoreCase ? toFolded(composed) : composed;
  });
}

/** `raw` in Unicode form NFC, white space and all, with offsets back into `raw`. */
export function toComposedText(raw: string): MappedText {
  return mapParts(raw, (source) => (isPlainAscii(source) ? source : source.normalize('NFC')));
}

/** One ASCII character that is no white space: normalising changes nothing of it. */
function isPlainAscii(source: string): boolean {
  const code = source.charCodeAt(0);
  return source.length === 1 && code > 0x20 && code < 0x7f;
}

const STARTS_IN_SPACE = /^\p{White_Space}/u;

function mapParts(raw: string, toPart: (source: string, isAtEdge: boolean) => string): MappedText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of raw.matchAll(COMPOSABLE)) {
    const [source] = match;
    const end = match.index + source.length;
    const part = toPart(source, match.index === 0 || end === raw.length);
    parts.push(part);
    for (let unit = 0; unit < part.length; unit += 1) {
      starts.push(match.index);
      ends.push(end);
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
