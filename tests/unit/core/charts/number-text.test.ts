import {
  toBytesText,
  toCountText,
  toDurationText,
  toEstimateText,
  toIntervalText,
  toNumberText,
  toPValueText,
} from '#core/charts/number-text.ts';
import { buildInterval } from '#tests/support/app-fixtures.ts';
import { describe, expect, test } from 'vitest';

describe('numbers', () => {
  test.each([
    [0.714, 'proportion', '0.71'],
    [-0.036, 'signed', '−0.04'],
    [0.036, 'signed', '+0.04'],
    [-0.001, 'signed', '0.00'],
    [0.001, 'signed', '0.00'],
    [null, 'proportion', '–'],
    [Number.NaN, 'ms', '–'],
    [8.239, 'ms', '8.24'],
    [45.94, 'ms', '45.9'],
    [1234.5, 'ms', '1\u202f235'],
    [0.0134, 's', '0.013'],
    [999_999_999, 'decimal', '999\u202f999\u202f999'],
    [1.832e44, 'decimal', '1.8 × 10⁴⁴'],
    [-2.5e9, 'decimal', '−2.5 × 10⁹'],
    [4036, 'count', '4\u202f036'],
  ] as const)('%s as %s is %s', (value, format, text) => {
    expect(toNumberText(value, format)).toBe(text);
  });

  test('thousands are grouped and the minus sign is a true one', () => {
    expect(toCountText(-1234567)).toBe('−1\u202f234\u202f567');
    expect(toCountText(999)).toBe('999');
  });
});

describe('intervals', () => {
  test('two ends stand in brackets, one end as a bound', () => {
    expect(toIntervalText(buildInterval(0.661, 0.759), 'proportion')).toBe('[0.66, 0.76]');
    expect(toIntervalText({ ...buildInterval(0, 0.049), lower: null, sides: 'upper' }, 'proportion')).toBe('≤ 0.05');
    expect(toIntervalText({ ...buildInterval(0.9, 1), upper: null, sides: 'lower' }, 'proportion')).toBe('≥ 0.90');
    expect(toIntervalText(null, 'proportion')).toBe('');
  });

  test('an estimate is value, interval and n; without a value a dash and n', () => {
    const interval = buildInterval(0.66, 0.76);
    expect(toEstimateText({ value: 0.71, interval, n: 100 }, 'proportion')).toBe('0.71 [0.66, 0.76] n = 100');
    expect(toEstimateText({ value: null, interval: null, n: 0 }, 'proportion')).toBe('– n = 0');
  });
});

test.each([
  [0, '0 ms'],
  [850, '850 ms'],
  [12_400, '12 s'],
  [59_600, '1 min'],
  [200_000, '3 min 20 s'],
  [7_500_000, '2 h 5 min'],
])('%d ms reads %s', (durationMs, text) => {
  expect(toDurationText(durationMs)).toBe(text);
});

test.each([
  [512, '512 B'],
  [999_600, '1.00 MB'],
  [4_146_254, '4.15 MB'],
  [309_000_000, '309 MB'],
])('%d bytes read %s', (bytes, text) => {
  expect(toBytesText(bytes)).toBe(text);
});

test.each([
  [null, '–'],
  [0.0004, '< 0.001'],
  [0.0005, '0.001'],
  [0.0316, '0.032'],
  [1, '1.000'],
])('a p-value of %d reads %s', (pValue, text) => {
  expect(toPValueText(pValue)).toBe(text);
});
