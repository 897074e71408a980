import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import { charDelete } from '#protocols/perturbations/char-delete.ts';
import { charRepeat } from '#protocols/perturbations/char-repeat.ts';
import { charSwap } from '#protocols/perturbations/char-swap.ts';
import { kbdTypo } from '#protocols/perturbations/kbd-typo.ts';
import { matraLength } from '#protocols/perturbations/matra-length.ts';
import { ocrNoise } from '#protocols/perturbations/ocr-noise.ts';
import { phonConfuse } from '#protocols/perturbations/phon-confuse.ts';
import { pinyinTypo } from '#protocols/perturbations/pinyin-typo.ts';
import { buildPrompt } from '../prompt-builder.ts';

function change(operator: Perturbation, input: string, params = {}, variant = 0, protect: string[] = []): string {
  const prompt = buildPrompt(input, { protect });
  return operator.apply(prompt, { ...operator.defaultParams, ...params }, variant, createRng('typing')).sample.input;
}

describe('kbd_typo, version 2', () => {
  test.each([
    ['latin', 'Quick', /^[WA][yihj][uojk][dfxv][iojlm]$/u],
    ['devanagari', 'कमल', /^(?:[\u0915-\u0939]|\u093C)+$/u],
    ['bangla', 'কলম', /^(?:[\u0995-\u09B9]|\u09BC)+$/u],
    ['kannada', 'ಕಮಲ', /^[\u0C95-\u0CB9]+$/u],
    ['arabic', 'كتب', /^[\u0621-\u064A]+$/u],
  ])('types another letter of the script for every letter: %s', (_, input, expected) => {
    const typed = change(kbdTypo, input, { intensity: 1 });
    expect(typed).toMatch(expected);
    expect(Array.from(typed).some((letter, index) => letter === Array.from(input)[index])).toBe(false);
  });

  test('types vowel signs for vowel signs, and leaves viramas', () => {
    expect(change(kbdTypo, 'ಕ್ಕಿ', { intensity: 1 })).toMatch(/^[\u0C95-\u0CB9]\u0CCD[\u0C95-\u0CB9][\u0CBE-\u0CCC]$/u);
  });

  test('leaves Han, digits, letters with diacritics and protected text', () => {
    for (const input of ['你好', '123', 'é ü']) expect(change(kbdTypo, input, { intensity: 1 })).toBe(input);
    expect(change(kbdTypo, 'red', { intensity: 1 }, 0, ['red'])).toBe('red');
  });
});

describe('char_swap', () => {
  test('swaps pairs of letters, from the first for even variants and from the second for odd ones', () => {
    expect(change(charSwap, 'abcde', { intensity: 1 }, 0)).toBe('badce');
    expect(change(charSwap, 'abcde', { intensity: 1 }, 1)).toBe('acbed');
  });

  test('swaps whole aksharas, whole letters with marks, and never across words', () => {
    expect(change(charSwap, 'ಕರ್ನಾಟಕ', { intensity: 1 })).toBe('ರ್ನಾಕಕಟ');
    expect(change(charSwap, 'كَتَب', { intensity: 1 })).toBe('تَكَب');
    expect(change(charSwap, 'a b 你 好', { intensity: 1 })).toBe('a b 你 好');
  });
});

describe('char_delete and char_repeat', () => {
  test('take whole units of words of two or more', () => {
    expect(change(charDelete, 'a ಸ್ತ್ರೀ bc', { intensity: 0.5 })).toMatch(/^a ಸ್ತ್ರೀ [bc]$/u);
    expect(change(charRepeat, 'ಕನ್ನಡ', { intensity: 1 })).toBe('ಕಕನ್ನನ್ನಡಡ');
    expect(change(charRepeat, '你好 I', { intensity: 1 })).toBe('你你好好 I');
  });

  test('leave an input that would become empty', () => {
    expect(change(charDelete, 'ab', { intensity: 1 })).toBe('ab');
  });
});

describe('matra_length', () => {
  test.each([
    ['ಕಿಕೀಕುಕೂಕೆಕೇಕೊಕೋ', 'ಕೀಕಿಕೂಕುಕೇಕೆಕೋಕೊ'],
    ['কিকীকুকূ', 'কীকিকূকু'],
    ['किकीकुकू', 'कीकिकूकु'],
  ])('writes %s as %s', (input, expected) => {
    expect(change(matraLength, input, { intensity: 1 })).toBe(expected);
  });

  test('leaves a sign that is half of a decomposed one', () => {
    const decomposed = 'ಕೋ'.normalize('NFD');
    expect(change(matraLength, decomposed, { intensity: 1 })).toBe(decomposed);
  });
});

describe('phon_confuse', () => {
  test.each([
    ['न ण', 'ण न'],
    ['ज़', 'ज'],
    ['\u095B', 'ज'],
    ['জ', 'য'],
    ['ড়', 'র'],
    ['ಲ ಳ', 'ಳ ಲ'],
    ['ة', 'ه'],
    ['ى', 'ي'],
  ])('writes %s as %s', (input, expected) => {
    expect(change(phonConfuse, input, { intensity: 1 }).normalize('NFC')).toBe(expected.normalize('NFC'));
  });

  test('leaves a letter that a nukta makes another one: য়', () => {
    expect(change(phonConfuse, 'য\u09BC', { intensity: 1 })).toBe('য\u09BC');
  });
});

test('pinyin_typo writes a character of the same syllable, of the same tone if asked', () => {
  expect(change(pinyinTypo, '是', { intensity: 1, tone: 'same' })).toMatch(/^[事市世式示势室视试适释]$/u);
  expect(change(pinyinTypo, '龘', { intensity: 1 })).toBe('龘');
});

test('ocr_noise confuses shapes: rn and m, O and 0, ব and র, 未 and 末', () => {
  expect(change(ocrNoise, 'rn', { intensity: 1 })).toBe('m');
  expect(change(ocrNoise, 'O', { intensity: 1 })).toBe('0');
  expect(change(ocrNoise, 'ব', { intensity: 1 })).toBe('র');
  expect(change(ocrNoise, '未', { intensity: 1 })).toBe('末');
});
