import type { CharacterTest, RegexInstruction } from './regex-program.ts';

const LINE_END = /[\n\r\u2028\u2029]/;

/** Whether `^`, `$`, `\b` or `\B` holds between the units before and after `position`. */
export function isAsserted(
  { kind, isMultiline, word }: Extract<RegexInstruction, { type: 'assertion' }>,
  text: string,
  position: number,
): boolean {
  switch (kind) {
    case 'start':
      return position === 0 || (isMultiline && LINE_END.test(text.charAt(position - 1)));
    case 'end':
      return position === text.length || (isMultiline && LINE_END.test(text.charAt(position)));
    case 'word-border':
      return isWordBefore(text, position, word) !== isWordAfter(text, position, word);
    case 'no-word-border':
      return isWordBefore(text, position, word) === isWordAfter(text, position, word);
    default:
      return kind satisfies never;
  }
}

// Every word character of `\w`, with `iu` also U+017F and U+212A, is one UTF-16 unit.
function isWordBefore(text: string, position: number, word: CharacterTest): boolean {
  return position > 0 && word(text.charAt(position - 1));
}

function isWordAfter(text: string, position: number, word: CharacterTest): boolean {
  return position < text.length && word(text.charAt(position));
}
