import {
  betaQuantile,
  binomialCdf,
  chiSquareQuantile,
  chiSquareTail,
  fQuantile,
  normalQuantile,
  tQuantile,
} from '#core/stats/distributions.ts';
import { expect, test } from 'vitest';

test.each([
  [0.975, 1, 300, 0.012220974694],
  [0.025, 5, 16, 0.086571469101],
  [0.975, 6, 15, 0.491045871708],
  [0.95, 1, 1e6, 2.995727786e-6],
  [0.025, 0.5, 0.5, 0.001541333133],
  [0.975, 1200, 9, 0.99658774],
])('the beta quantile at %d of Beta(%d, %d) is the printed one', (p, alpha, beta, expected) => {
  expect(betaQuantile(p, alpha, beta)).toBeCloseTo(expected, 10);
});

test.each([
  [1, 12.706205],
  [2, 4.302653],
  [4, 2.776445],
  [9, 2.262157],
  [199, 1.971957],
])('the t quantile at .975 with %d degrees of freedom is the printed one', (degrees, expected) => {
  expect(tQuantile(0.975, degrees)).toBeCloseTo(expected, 6);
});

test('the t quantile has the closed form of 3 degrees of freedom', () => {
  const u = tQuantile(0.9, 3) / Math.sqrt(3);
  expect(0.5 + (u / (1 + u * u) + Math.atan(u)) / Math.PI).toBeCloseTo(0.9, 14);
});

test.each([
  [0.975, 1.959964],
  [0.95, 1.644854],
  [0.8, 0.841621],
])('the normal quantile at %d is the printed one', (p, expected) => {
  expect(normalQuantile(p)).toBeCloseTo(expected, 6);
});

test('the binomial distribution function covers what METRICS prints for n = 50', () => {
  expect(binomialCdf(32, 50, 0.5) - binomialCdf(17, 50, 0.5)).toBeCloseTo(0.967161, 6);
});

test('χ² and F quantiles have their closed forms', () => {
  // χ² with 2 degrees is exponential with mean 2; F(1, ν) is the square of t(ν).
  expect(chiSquareQuantile(0.95, 2)).toBeCloseTo(-2 * Math.log(0.05), 12);
  expect(fQuantile(0.95, 1, 9)).toBeCloseTo(tQuantile(0.975, 9) ** 2, 9);
  expect(fQuantile(0.05, 7, 3)).toBeCloseTo(1 / fQuantile(0.95, 3, 7), 12);
});

test('χ² keeps its digits beyond what the library can do, and the border between both formulas is smooth', () => {
  expect(chiSquareTail(chiSquareQuantile(0.975, 1_000_000), 1_000_000)).toBeCloseTo(0.025, 12);
  expect(chiSquareTail(2000, 2000)).toBeCloseTo(0.4957947558, 9);
  expect(chiSquareTail(800, 799.999)).toBeCloseTo(chiSquareTail(800, 800), 4);
  expect(chiSquareQuantile(0.5, 799.999)).toBeCloseTo(chiSquareQuantile(0.5, 800), 2);
});
