import { chrf, toCharacterNgrams } from '#core/text/chrf.ts';
import { toCodePoints } from '#core/text/code-points.ts';
import { levenshteinDistance, levenshteinSimilarity } from '#core/text/levenshtein.ts';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

/** Texts over a few characters of several scripts, so that parts coincide often; some longer than two machine words. */
const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'ಕ', '್', 'é', '北', '😀'), maxLength: 90 });

/** Distance by the full table. */
function toDistanceByTable(a: Int32Array, b: Int32Array): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, symbol] of a.entries()) {
    const current = [row + 1];
    for (const [column, other] of b.entries()) {
      const substituted = (previous[column] ?? 0) + (symbol === other ? 0 : 1);
      current.push(Math.min((previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1, substituted));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

test.prop([texts, texts], { numRuns: 500 })('the bit-parallel distance is that of the full table', (a, b) => {
  const [first, second] = [toCodePoints(a), toCodePoints(b)];
  expect(levenshteinDistance(first, second)).toBe(toDistanceByTable(first, second));
});

test.prop([texts, texts, texts])('the distance is symmetric and obeys the triangle inequality', (a, b, c) => {
  const toDistance = (x: string, y: string): number => levenshteinDistance(toCodePoints(x), toCodePoints(y));
  expect(toDistance(a, b)).toBe(toDistance(b, a));
  expect(toDistance(a, c)).toBeLessThanOrEqual(toDistance(a, b) + toDistance(b, c));
});

test.prop([texts, texts])('similarities are symmetric, in [0, 1], and 1 for a text with itself', (a, b) => {
  const toChrf1 = (x: string, y: string): number => chrf(toCharacterNgrams(x), toCharacterNgrams(y), 1);
  for (const toSimilarity of [levenshteinSimilarity, toChrf1]) {
    expect(toSimilarity(a, b)).toBeGreaterThanOrEqual(0);
    expect(toSimilarity(a, b)).toBeLessThanOrEqual(1 + 1e-12);
    expect(toSimilarity(a, b)).toBeCloseTo(toSimilarity(b, a), 12);
    expect(toSimilarity(a, a)).toBeCloseTo(1, 12);
  }
});

test.prop([texts, texts])('similarities of canonically equal texts are equal', (a, b) => {
  const decomposed = a.normalize('NFD');
  expect(levenshteinSimilarity(decomposed, b)).toBe(levenshteinSimilarity(a, b));
  expect(chrf(toCharacterNgrams(decomposed), toCharacterNgrams(b), 1)).toBe(
    chrf(toCharacterNgrams(a), toCharacterNgrams(b), 1),
  );
});
