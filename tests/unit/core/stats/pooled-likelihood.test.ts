import { describe, expect, test } from 'vitest';
import { bitsPerByteDiff, pooledLikelihood, type SampleText } from '#core/stats/pooled-likelihood.ts';
import { textLikelihood } from '#core/stats/text-likelihood.ts';
import { createRng } from '#core/rng/rng.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';

function settings(): IntervalSettings {
  const rng = createRng('texts');
  return { level: 0.95, resamples: 500, drawIndex: (size) => rng.int(0, size - 1) };
}

const texts: readonly SampleText[] = Array.from({ length: 24 }, (_, index) => ({
  sampleId: `text-${index}`,
  clusterId: `cluster-${index % 12}`,
  logLikelihood: -(10 + ((index * 7) % 11)),
  tokens: 8 + (index % 5),
  words: 5 + (index % 3),
  bytes: 30 + ((index * 5) % 13),
}));

describe('likelihood of texts together', () => {
  test.each([
    ['token_perplexity', 'tokenPerplexity'],
    ['word_perplexity', 'wordPerplexity'],
    ['byte_perplexity', 'bytePerplexity'],
    ['bits_per_byte', 'bitsPerByte'],
  ] as const)('%s is that of textLikelihood, inside its interval', (metric, field) => {
    const result = pooledLikelihood(texts, metric, settings());
    expect(result.value).toBeCloseTo(textLikelihood(texts)?.[field] ?? NaN, 12);
    expect(result).toMatchObject({ n: 24, clusters: 12, interval: { method: 'CI-BS', level: 0.95 } });
    expect(result.interval?.lower).toBeLessThan(result.value ?? 0);
    expect(result.interval?.upper).toBeGreaterThan(result.value ?? Infinity);
  });

  test('of every text twice, in its cluster, has the same value and the same interval', () => {
    const twice = [...texts, ...texts.map((text) => ({ ...text, sampleId: `${text.sampleId}-again` }))];
    const [once, doubled] = [texts, twice].map((of) => pooledLikelihood(of, 'bits_per_byte', settings()));
    expect(doubled?.value).toBeCloseTo(once?.value ?? NaN, 12);
    expect(doubled?.interval?.lower).toBeCloseTo(once?.interval?.lower ?? NaN, 12);
    expect(doubled?.interval?.upper).toBeCloseTo(once?.interval?.upper ?? NaN, 12);
  });

  test('of none is null with a reason, and of few clusters has no interval', () => {
    expect(pooledLikelihood([], 'bits_per_byte', settings())).toMatchObject({
      value: null,
      reason: 'no text was scored',
    });
    expect(pooledLikelihood(texts.slice(0, 3), 'bits_per_byte', settings())).toMatchObject({
      interval: null,
      reason: expect.stringContaining('at least 10 clusters'),
    });
  });
});

describe('the difference of two readings', () => {
  test('is that of their bits per byte, each over its own bytes', () => {
    const second = texts.map((text) => ({ ...text, logLikelihood: text.logLikelihood - 3, bytes: text.bytes + 4 }));
    const pairs = texts.map((first, index) => ({ first, second: second[index] ?? first }));
    const result = bitsPerByteDiff(pairs, settings());
    const expected = (textLikelihood(second)?.bitsPerByte ?? NaN) - (textLikelihood(texts)?.bitsPerByte ?? NaN);
    expect(result.value).toBeCloseTo(expected, 12);
    expect(result.interval?.lower).toBeLessThan(expected);
    expect(result.interval?.upper).toBeGreaterThan(expected);
  });

  test('has a narrower interval than either reading where both find the same texts hard', () => {
    const pairs = texts.map((first) => ({ first, second: { ...first, logLikelihood: first.logLikelihood * 1.1 } }));
    const width = ({ interval }: { interval: { lower: number | null; upper: number | null } | null }): number =>
      (interval?.upper ?? NaN) - (interval?.lower ?? NaN);
    expect(width(bitsPerByteDiff(pairs, settings()))).toBeLessThan(
      width(pooledLikelihood(texts, 'bits_per_byte', settings())) / 3,
    );
  });

  test('of nothing is null with a reason', () => {
    expect(bitsPerByteDiff([], settings()).reason).toBe('no text was scored both ways');
  });
});
