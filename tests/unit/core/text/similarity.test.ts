import { chrf, toCharacterNgrams } from '#core/text/chrf.ts';
import { toCodePoints } from '#core/text/code-points.ts';
import { levenshteinDistance, levenshteinSimilarity } from '#core/text/levenshtein.ts';
import { describe, expect, test } from 'vitest';

const toChrf = (a: string, b: string, beta: number) => chrf(toCharacterNgrams(a), toCharacterNgrams(b), beta);

const PAIRS = [
  ['en', 'the cat sat on the mat', 'the cat lay on a mat', 0.354825, 0.772727],
  ['kn', 'ಬೆಂಗಳೂರು ಕರ್ನಾಟಕದ ರಾಜಧಾನಿ', 'ಕರ್ನಾಟಕದ ರಾಜಧಾನಿ ಬೆಂಗಳೂರು', 0.870167, 0.28],
  ['bn', 'ঢাকা বাংলাদেশের রাজধানী', 'বাংলাদেশের রাজধানী হল ঢাকা', 0.821164, 0.5],
  ['zh', '北京是中国的首都', '中国的首都是北京', 0.477381, 0.25],
] as const;

describe.each(PAIRS)('the printed pair in %s', (_, a, b, chrf1, similarity) => {
  test('has the printed chrF1, either way round', () => {
    expect(toChrf(a, b, 1)).toBeCloseTo(chrf1, 6);
    expect(toChrf(b, a, 1)).toBeCloseTo(chrf1, 6);
  });

  test('has the printed Levenshtein similarity', () => {
    expect(levenshteinSimilarity(a, b)).toBeCloseTo(similarity, 6);
  });
});

test('chrF with β = 2 is the printed one and changes when the texts are swapped', () => {
  const [, a, b] = PAIRS[0];
  expect(toChrf(a, b, 2)).toBeCloseTo(0.370256, 6);
  expect(toChrf(b, a, 2)).toBeCloseTo(0.340629, 6);
});

test('the printed English pair is five edits apart', () => {
  expect(levenshteinDistance(toCodePoints(PAIRS[0][1]), toCodePoints(PAIRS[0][2]))).toBe(5);
});

test('empty texts are alike, and like nothing else', () => {
  expect(levenshteinSimilarity('', '')).toBe(1);
  expect(levenshteinSimilarity('', 'a')).toBe(0);
  expect(toChrf('', ' ', 1)).toBe(1);
  expect(toChrf('', 'a', 1)).toBe(0);
});

test('canonically equal texts are equal', () => {
  expect(levenshteinSimilarity('caf\u00E9', 'cafe\u0301')).toBe(1);
  expect(toChrf('caf\u00E9', 'cafe\u0301', 1)).toBe(1);
});

test('a character outside the basic plane is one unit', () => {
  expect(levenshteinSimilarity('a😀', 'a😃')).toBe(0.5);
  expect(toCharacterNgrams('😀 😀').length).toBe(2);
});

test('patterns of more than one machine word are exact', () => {
  const word = 'abcdefghijklmnopqrstuvwxyz0123456789';
  expect(levenshteinDistance(toCodePoints(`x${word}${word}y`), toCodePoints(`y${word}q${word}x`))).toBe(3);
  expect(levenshteinDistance(toCodePoints('x'.repeat(200)), toCodePoints('y'.repeat(70)))).toBe(200);
});
