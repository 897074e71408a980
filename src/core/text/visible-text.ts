/** A stretch of a text as a person can see it. */
export interface VisiblePart {
  readonly text: string;
  /** True for the name of a character that has no picture of its own, such as ZWSP. */
  readonly isName: boolean;
}

const NAMES: Readonly<Record<string, string>> = {
  '\u00A0': 'NBSP',
  '\u00AD': 'SHY',
  '\u061C': 'ALM',
  '\u200B': 'ZWSP',
  '\u200C': 'ZWNJ',
  '\u200D': 'ZWJ',
  '\u200E': 'LRM',
  '\u200F': 'RLM',
  '\u202A': 'LRE',
  '\u202B': 'RLE',
  '\u202C': 'PDF',
  '\u202D': 'LRO',
  '\u202E': 'RLO',
  '\u2060': 'WJ',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\uFEFF': 'BOM',
};

/** Format characters, controls but for tab and line break, and spaces other than U+0020. */
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}]|(?!\u0020)\p{Zs}|(?![\t\n])\p{Cc}/gu;

/** The text cut into what shows by itself and the names of characters that do not. */
export function toVisibleParts(text: string): readonly VisiblePart[] {
  const parts: VisiblePart[] = [];
  let offset = 0;
  for (const { 0: character, index } of text.matchAll(UNSEEN)) {
    if (index > offset) parts.push({ text: text.slice(offset, index), isName: false });
    parts.push({ text: NAMES[character] ?? toCodePointText(character), isName: true });
    offset = index + character.length;
  }
  if (offset < text.length) parts.push({ text: text.slice(offset), isName: false });
  return parts;
}

/** Code points of a text as U+0041 U+0301. */
export function toCodePointText(text: string): string {
  return Array.from(
    text,
    (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  ).join(' ');
}
