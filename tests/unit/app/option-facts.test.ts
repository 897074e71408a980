import { expect, test } from 'vitest';
import { toOptionFacts } from '#app/features/transcripts/option-facts.ts';

test('options of a choice are named with their share, sum and tokens, in the order of the sample', () => {
  const facts = toOptionFacts([
    { text: 'yes', tokenIds: [4], logprobs: [Math.log(0.6)] },
    { text: 'not today', tokenIds: [5, 6], logprobs: [Math.log(0.4), Math.log(0.5)] },
  ]);
  expect(facts.map(({ label }) => label)).toEqual(['1. yes', '2. not today']);
  expect(facts[0]?.value).toMatch(/^0\.75\d* of the options; log-probability −0\.51\d* over 1 token$/u);
  expect(facts[1]?.value).toMatch(/^0\.25\d* of the options; log-probability −1\.61?\d* over 2 tokens$/u);
});
