import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { findWholeOccurrences } from '#protocols/span.ts';
import { createExample } from '#protocols/tasks/maintenance-desk/generator/create-example.ts';
import type { Split } from '#protocols/tasks/maintenance-desk/generator/example.ts';
import { PSEUDO_WORD } from '#protocols/tasks/maintenance-desk/generator/pseudo-word.ts';
import {
  BILINGUAL_TEMPLATES,
  HELD_OUT_TEMPLATES,
  HELD_OUT_WORDS,
  TRAIN_TEMPLATES,
  TRAIN_WORDS,
  toMark,
} from './held-out-language.ts';

const EXAMPLES = 12_000;

/** Everything that examples of a split say, example by example, in small letters. */
function toTexts(split: Split): readonly string[] {
  const rng = createRng(`held-out/${split}`);
  return Array.from({ length: EXAMPLES }, (_, index) => {
    const { system, turns, user, assistant } = createExample(rng.fork(String(index)), { split });
    const earlier = turns.flatMap((turn) => [turn.user, turn.assistant]);
    return [system ?? '', ...earlier, user, assistant].join('\n').toLowerCase();
  });
}

function findAny(texts: readonly string[], phrases: readonly string[]): readonly string[] {
  const text = texts.join('\n');
  return phrases.filter((phrase) => findWholeOccurrences(text, phrase.toLowerCase()).length > 0);
}

describe('held-out words and templates', { timeout: 60_000 }, () => {
  const marks = HELD_OUT_TEMPLATES.map(toMark);
  const heldOut = toTexts('held-out');

  test('occur in no training text and in no in-distribution text', () => {
    for (const split of ['train', 'in-distribution'] as const) {
      const texts = toTexts(split);
      expect(findAny(texts, HELD_OUT_WORDS)).toEqual([]);
      expect(findAny(texts, marks)).toEqual([]);
    }
  });

  test('are in no list or template that training uses', () => {
    const lists = [...TRAIN_WORDS, ...TRAIN_TEMPLATES].map((text) => text.toLowerCase());
    expect(findAny(lists, HELD_OUT_WORDS)).toEqual([]);
    expect(findAny(lists, marks)).toEqual([]);
  });

  test('all occur in the held-out split, at least one in each of its prompts', () => {
    expect(findAny(heldOut, HELD_OUT_WORDS)).toHaveLength(HELD_OUT_WORDS.length);
    const phrases = [...HELD_OUT_WORDS, ...marks].map((phrase) => phrase.toLowerCase());
    const rng = createRng('each');
    for (let index = 0; index < 2000; index += 1) {
      const { user } = createExample(rng.fork(String(index)), { split: 'held-out', isClean: true });
      const text = user.toLowerCase();
      expect(
        phrases.some((phrase) => findWholeOccurrences(text, phrase).length > 0),
        user,
      ).toBe(true);
    }
  });

  test('cannot be invented as pseudo-words', () => {
    const words = HELD_OUT_WORDS.flatMap((phrase) => phrase.split(' '));
    expect(words.filter((word) => PSEUDO_WORD.test(word))).toEqual([]);
  });

  test('are told by marks of at least five letters', () => {
    expect(marks.filter((mark) => mark.length < 5)).toEqual([]);
  });
});

describe('word lists and templates', () => {
  test('have no word twice and are in normal form C', () => {
    const words = [...TRAIN_WORDS, ...HELD_OUT_WORDS];
    for (const word of words) expect(word.normalize('NFC')).toBe(word);
    expect(HELD_OUT_WORDS.filter((word) => TRAIN_WORDS.includes(word))).toEqual([]);
    expect(new Set(TRAIN_TEMPLATES).size).toBeGreaterThan(150);
  });

  test('have the same slots in English and Hindi', () => {
    const toSlots = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([slot]) => slot).toSorted();
    for (const { en, hi } of BILINGUAL_TEMPLATES) expect(toSlots(hi), en).toEqual(toSlots(en));
  });
});
