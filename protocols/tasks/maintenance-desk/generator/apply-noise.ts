import type { Draw } from './draw.ts';

/** How people mistype: all small letters, a few letters changed, or odd white space. */
export type Noise = 'lower-case' | 'typo' | 'white-space';

const WORD_CHARACTER = String.raw`[\p{L}\p{M}\p{N}_]`;

/** The text with noise outside of the strings to keep, so that the answer stays what it was. */
export function applyNoise(draw: Draw, text: string, keep: readonly string[], noise: Noise): string {
  switch (noise) {
    case 'lower-case':
      return editPieces(text, keep, (piece) => piece.toLowerCase());
    case 'typo':
      return editPieces(text, keep, (piece) =>
        piece.replaceAll(/(?<![{\w])[a-z]{4,}/gi, (word) => (draw.chance(25) ? toTypo(draw, word) : word)),
      );
    case 'white-space':
      return (
        editPieces(text, keep, (piece) => piece.replaceAll(' ', () => (draw.chance(20) ? '  ' : ' '))) +
        draw.pick(['', ' ', '\n'])
      );
    default:
      return noise satisfies never;
  }
}

/** Two neighbours swapped, or one letter lost; never the first. */
function toTypo(draw: Draw, word: string): string {
  const at = draw.int(1, word.length - 2);
  const [one, two] = [word.charAt(at), word.charAt(at + 1)];
  return word.slice(0, at) + (draw.chance(60) ? two + one : two) + word.slice(at + 2);
}

function editPieces(text: string, keep: readonly string[], edit: (piece: string) => string): string {
  if (keep.length === 0) return edit(text);
  const alternatives = keep
    .toSorted((a, b) => b.length - a.length)
    .map((kept) => kept.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const whole = new RegExp(`(?<!${WORD_CHARACTER})(${alternatives.join('|')})(?!${WORD_CHARACTER})`, 'u');
  // A captured separator stays in the result: every second piece is a kept string.
  return text
    .split(whole)
    .map((piece, position) => (position % 2 === 1 ? piece : edit(piece)))
    .join('');
}
