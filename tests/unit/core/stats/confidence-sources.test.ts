import type { Observation } from '#core/stats/observation.ts';
import { toAnswerPairs } from '#core/stats/predictability/answer-confidence.ts';
import { optionSoftmax, pTrue } from '#core/stats/predictability/option-softmax.ts';
import { parseVerbalized } from '#core/stats/predictability/parse-verbalized.ts';
import { tokenConfidence } from '#core/stats/predictability/token-confidence.ts';
import { describe, expect, test } from 'vitest';

function toObservations(answers: string, sampleId = 's1'): readonly Observation[] {
  return answers.split('').map((letter, index) => {
    const success = letter === 'A' ? 1 : 0;
    const answer = letter === '-' ? null : letter;
    return { sampleId, clusterId: 'c', conditionId: 'original', epoch: index + 1, value: success, success, answer };
  });
}

describe('confidence of tokens', () => {
  const logprobs = [-0.05, -0.1, -0.02, -0.6].map((logprob) => ({ logprob }));

  test('is what METRICS prints', () => {
    expect(tokenConfidence(logprobs, 'seq_prob')).toBeCloseTo(0.463013, 6);
    expect(tokenConfidence(logprobs, 'seq_prob_norm')).toBeCloseTo(0.824894, 6);
    expect(tokenConfidence(logprobs, 'min_token')).toBeCloseTo(0.548812, 6);
  });

  test('of no tokens is missing', () => {
    for (const source of ['seq_prob', 'seq_prob_norm', 'min_token'] as const) {
      expect(tokenConfidence([], source)).toBeNull();
    }
  });

  test('ties where the same tokens come in another order', () => {
    const values = [-0.1, -0.2, -0.3, -0.7, -0.000001].map((logprob) => ({ logprob }));
    for (const source of ['seq_prob', 'seq_prob_norm'] as const) {
      expect(tokenConfidence(values.toReversed(), source)).toBe(tokenConfidence(values, source));
    }
  });

  test('of a certain output is 1 and of an impossible one 0', () => {
    expect(tokenConfidence([{ logprob: 0 }], 'seq_prob_norm')).toBe(1);
    expect(tokenConfidence([{ logprob: -10_000 }], 'seq_prob')).toBe(0);
  });
});

describe('confidence of answers', () => {
  test('is the modal share, with the success of the modal answer', () => {
    expect(toAnswerPairs(toObservations('AABAB'), 'self_consistency')).toEqual([
      { sampleId: 's1', clusterId: 'c', epoch: 0, confidence: 0.6, success: 1 },
    ]);
    expect(toAnswerPairs(toObservations('BBABB'), 'self_consistency')).toMatchObject([{ confidence: 0.8, success: 0 }]);
  });

  test('counts every unparsable answer as one of its own', () => {
    expect(toAnswerPairs(toObservations('--A-'), 'self_consistency')).toMatchObject([{ confidence: 0.25, success: 1 }]);
    expect(toAnswerPairs(toObservations('----'), 'self_consistency')).toMatchObject([{ confidence: 0.25, success: 0 }]);
  });

  test('breaks ties by the answer, not by the order of epochs', () => {
    expect(toAnswerPairs(toObservations('BABA'), 'self_consistency')).toEqual(
      toAnswerPairs(toObservations('AABB'), 'self_consistency'),
    );
  });

  test('falls with the entropy of the answers', () => {
    // METRICS §2.7: H of A B C A B is 1.054920.
    const [spread] = toAnswerPairs(toObservations('ABCAB'), 'neg_entropy');
    expect(spread?.confidence).toBeCloseTo(1 - 1.05492 / Math.log(5), 5);
    expect(toAnswerPairs(toObservations('AAAA'), 'neg_entropy')).toMatchObject([{ confidence: 1 }]);
    for (const answers of ['ABC', 'ABCDEFG', '--', '-----']) {
      expect(toAnswerPairs(toObservations(answers), 'neg_entropy')).toMatchObject([{ confidence: 0 }]);
    }
  });

  test('needs two trials', () => {
    expect(toAnswerPairs(toObservations('A'), 'self_consistency')).toEqual([]);
  });
});

describe('confidence of options', () => {
  test('is what METRICS prints', () => {
    const shares = optionSoftmax([-1.2, -2.2, -3, -3.5]);
    for (const [index, expected] of [0.612206, 0.225218, 0.101197, 0.061379].entries()) {
      expect(shares[index]).toBeCloseTo(expected, 6);
    }
    expect(pTrue(-0.4, -1.3)).toBeCloseTo(0.71095, 6);
  });

  test('neither overflows nor vanishes', () => {
    expect(optionSoftmax([1000, 1000])).toEqual([0.5, 0.5]);
    expect(optionSoftmax([-5000, -5000])).toEqual([0.5, 0.5]);
    expect(pTrue(-10_000, 0)).toBe(0);
    expect(pTrue(0, -10_000)).toBe(1);
  });
});

describe('a stated confidence', () => {
  test.each([
    ['85', 0.85],
    [' 85.', 0.85],
    ['85%', 0.85],
    ['85.5 %', 0.855],
    ['0', 0],
    ['100', 1],
    ['007', 0.07],
    ['८५', 0.85],
    ['৮৫%', 0.85],
    ['೮೫।', 0.85],
    ['٨٥٪', 0.85],
    ['８５％', 0.85],
    ['𝟖𝟓', 0.85],
    ['37,5', 0.375],
  ])('of %j is %d', (reply, expected) => {
    expect(parseVerbalized(reply)).toBeCloseTo(expected, 12);
  });

  test.each([
    '',
    '101',
    '-5',
    'about 85',
    '85 or 90',
    '85/100',
    '1e2',
    'eighty',
    '8 5',
    '1000',
    '8'.repeat(500),
    '٨٥%%',
  ])('is not guessed from %j', (reply) => {
    expect(parseVerbalized(reply)).toBeNull();
  });
});
