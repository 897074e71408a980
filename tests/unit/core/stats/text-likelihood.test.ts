import { expect, it } from 'vitest';
import { textLikelihood, toTextSize } from '#core/stats/text-likelihood.ts';

it('sizes count UTF-8 bytes and parts between white space', () => {
  expect(toTextSize('two  words')).toEqual({ bytes: 10, words: 2 });
  expect(toTextSize('दो शब्द')).toEqual({ bytes: 19, words: 2 });
  // As in lm-evaluation-harness, an empty part at an end is a word.
  expect(toTextSize(' end ')).toEqual({ bytes: 5, words: 3 });
});

it('a model that gives every byte one chance in 256 has 8 bits per byte', () => {
  const texts = [3, 5, 40].map((bytes) => ({ logLikelihood: -bytes * Math.log(256), tokens: bytes, bytes, words: 1 }));
  const likelihood = textLikelihood(texts);
  expect(likelihood?.bitsPerByte).toBeCloseTo(8, 12);
  expect(likelihood?.bytePerplexity).toBeCloseTo(256, 9);
  expect(likelihood?.tokenPerplexity).toBeCloseTo(256, 9);
});

it('texts are pooled by their sizes, not averaged', () => {
  const likelihood = textLikelihood([
    { logLikelihood: -2, tokens: 1, bytes: 4, words: 1 },
    { logLikelihood: -4, tokens: 5, bytes: 8, words: 2 },
  ]);
  expect(likelihood?.tokenPerplexity).toBeCloseTo(Math.E, 12);
  expect(likelihood?.wordPerplexity).toBeCloseTo(Math.exp(2), 12);
  expect(likelihood?.bytePerplexity).toBeCloseTo(Math.exp(0.5), 12);
  expect(likelihood?.bitsPerByte).toBeCloseTo(0.5 / Math.LN2, 12);
});

it('no texts have none', () => {
  expect(textLikelihood([])).toBeNull();
});
