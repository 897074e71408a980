import { describe, expect, it } from 'vitest';
import { encodeContinuations } from '#core/text/encode-continuations.ts';

/** Longest match from the left over these pieces; a space belongs to the word behind it. */
const PIECES = ['answer', ' yes', ' yesterday', 'yes', 'no', ' no', ' n', 'o', ' ', '\n', ':', ': n', 'Q'];

function encode(text: string): readonly number[] {
  const ids: number[] = [];
  for (let rest = text; rest !== '';) {
    const at = rest;
    const piece = PIECES.filter((candidate) => at.startsWith(candidate)).toSorted((a, b) => b.length - a.length)[0];
    if (piece === undefined) throw new Error(`no piece for ${JSON.stringify(rest)}`);
    ids.push(PIECES.indexOf(piece));
    rest = rest.slice(piece.length);
  }
  return ids;
}

const toPieces = (ids: readonly number[]): readonly string[] => ids.map((id) => PIECES[id] ?? '');

function cut(prompt: string, continuations: readonly string[]) {
  const encoded = encodeContinuations(encode, prompt, continuations);
  if (!encoded.ok) return encoded.failure.code;
  return [toPieces(encoded.value.promptTokenIds), ...encoded.value.continuations.map(toPieces)];
}

describe('the border between prompt and continuations', () => {
  it('moves white space at the end of the prompt to the continuations', () => {
    const expected = [['Q', ':', '\n', 'answer'], [' yes'], [' yesterday']];
    expect(cut('Q:\nanswer ', ['yes', 'yesterday'])).toEqual(expected);
    expect(cut('Q:\nanswer', [' yes', ' yesterday'])).toEqual(expected);
  });

  it('moves line ends too, which then are scored with every continuation', () => {
    expect(cut('Q\n', ['yes', 'no'])).toEqual([['Q'], ['\n', 'yes'], ['\n', 'no']]);
  });

  it('moves to the left, for all continuations, where a token of the whole text reaches across it', () => {
    expect(cut('answer:', [' no', ' yes'])).toEqual([['answer'], [': n', 'o'], [':', ' yes']]);
  });

  it('keeps the tokens of every whole text', () => {
    for (const prompt of ['Q:\nanswer ', 'Q\n', 'answer:', 'answer: ', 'Q']) {
      const texts = ['yes', 'no', ' yesterday'];
      const encoded = encodeContinuations(encode, prompt, texts);
      if (!encoded.ok) throw new Error(encoded.failure.message);
      const { promptTokenIds, continuations } = encoded.value;
      for (const [index, text] of texts.entries())
        expect([...promptTokenIds, ...(continuations[index] ?? [])]).toEqual(encode(prompt + text));
    }
  });

  it('refuses a continuation without a token of its own', () => {
    expect(cut('answer', ['', 'yes'])).toBe('task-invalid');
  });
});
