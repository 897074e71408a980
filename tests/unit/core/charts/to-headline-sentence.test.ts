import { toHeadlineSentence } from '#core/charts/to-headline-sentence.ts';
import type { Headline } from '#core/stats/headline.ts';
import { buildEstimate } from '#tests/support/app-fixtures.ts';
import { expect, test } from 'vitest';

function buildHeadline(change: Partial<Headline> = {}): Headline {
  return {
    accuracy: buildEstimate({ metric: 'accuracy', value: 0.594 }),
    passHatK: buildEstimate({ metric: 'pass_hat_k', value: 0.4, params: { k: 16 } }),
    gap: buildEstimate({ metric: 'accuracy_pass_gap', value: 0.194, params: { k: 16 } }),
    k: 16,
    ...change,
  };
}

test('says score, reliability and gap with what they rest on', () => {
  expect(toHeadlineSentence(buildHeadline())).toBe(
    'Solves 59 % of 100 samples on average, but only 40 % every time. ' +
      'The gap is accuracy that does not hold over 16 repetitions.',
  );
});

test('a gap that rounds to nothing is not dramatised', () => {
  const gap = buildEstimate({ metric: 'accuracy_pass_gap', value: 0.001 });
  expect(toHeadlineSentence(buildHeadline({ gap }))).toContain('change nothing that this run could see');
});

test('one epoch says nothing of repetition', () => {
  expect(toHeadlineSentence(buildHeadline({ k: 1 }))).toContain('asked only once');
});

test('without pass^K it gives the reason', () => {
  const passHatK = buildEstimate({ metric: 'pass_hat_k', value: null, reason: 'no sample has 16 completed trials' });
  expect(toHeadlineSentence(buildHeadline({ passHatK }))).toContain('no sample has 16 completed trials');
});
