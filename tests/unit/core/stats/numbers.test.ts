import { chooseRatio } from '#core/stats/choose-ratio.ts';
import { neumaierSum } from '#core/stats/neumaier-sum.ts';
import { quantileType7 } from '#core/stats/quantile-type7.ts';
import { expect, test } from 'vitest';

test('a compensated sum keeps small terms between large ones', () => {
  expect(neumaierSum([1, 1e100, 1, -1e100])).toBe(2);
  expect(neumaierSum([])).toBe(0);
});

test('a type-7 quantile interpolates between order statistics', () => {
  expect(quantileType7([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(quantileType7([1, 2, 3, 4], 0.95)).toBeCloseTo(3.85, 12);
  expect(quantileType7([7], 0.95)).toBe(7);
  expect(() => quantileType7([], 0.5)).toThrow('no values');
});

test('a ratio of binomial coefficients is undefined with fewer trials than draws', () => {
  expect(chooseRatio(2, 3, 4)).toBeNull();
  expect(chooseRatio(3, 4, 2)).toBeCloseTo(0.5, 12);
  expect(chooseRatio(1, 4, 2)).toBe(0);
  expect(chooseRatio(0, 4, 0)).toBe(1);
  expect(chooseRatio(999, 1000, 999)).toBeCloseTo(1 / 1000, 12);
});
