import { findWholeOccurrences, mergeSpans } from '../../../span.ts';
import type { Draw } from './draw.ts';

/** How people mistype: all small letters, a few letters changed, or odd white space. */
export type Noise = 'lower-case' | 'typo' | 'white-space';

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
  let edited = '';
  let offset = 0;
  for (const [start, end] of mergeSpans(keep.flatMap((kept) => findWholeOccurrences(text, kept)))) {
    edited += edit(text.slice(offset, start)) + text.slice(start, end);
    offset = end;
  }
  return edited + edit(text.slice(offset));
}
