import { describe, expect, test } from 'vitest';
import type { OptionScore } from '#core/model/option-score.ts';
import { Score, type Scorer } from '#core/model/scorer.ts';
import { toLargestIndex, toOptionValues, type OptionUnit } from '#core/text/likeliest-option.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import { buildSample } from '#tests/support/builders.ts';

function toOption(text: string, ...logprobs: readonly number[]): OptionScore {
  return { text, tokenIds: logprobs.map((_, index) => index), logprobs: [...logprobs] };
}

function score(
  per: OptionUnit,
  options: readonly OptionScore[] | null,
  target: string,
  labels: string[] | null = null,
) {
  const scorer: Scorer = { name: 'likely', version: 1, rules: [{ type: 'option-likelihood', families: null, per }] };
  const texts = ['stop', 'wait for the garage', 'ask'];
  const sample = buildSample({ target: [target], options: { labels, texts } });
  return Score.parse(scoreOutput(scorer, sample, 'text that is not read', options));
}

describe('the likeliest option', () => {
  // Sums −3, −5, −4; by token −3, −1, −4; by byte −0.75, −0.26, −1.33.
  const options = [toOption('stop', -3), toOption('wait for the garage', -1, -1, -1, -1, -1), toOption('ask', -4)];

  test.each([
    ['option', 'stop'],
    ['token', 'wait for the garage'],
    ['character', 'wait for the garage'],
    ['byte', 'wait for the garage'],
  ] as const)('per %s is "%s"', (per, answer) => {
    expect(score(per, options, answer)).toMatchObject({ success: 1, value: 1, answer, span: null });
    expect(score(per, options, 'ask')).toMatchObject({ success: 0, answer, span: null });
  });

  test('is taken by its place, so that a label is the target as well as a text', () => {
    const forced = [toOption('A', -3), toOption('B', -1), toOption('C', -2)];
    expect(score('option', forced, 'B', ['A', 'B', 'C'])).toMatchObject({ success: 1, answer: 'wait for the garage' });
    expect(score('byte', forced, 'wait for the garage', ['A', 'B', 'C']).success).toBe(1);
  });

  test('of equals is the first', () => {
    expect(toLargestIndex([-2, -1, -1])).toBe(1);
    expect(toLargestIndex([])).toBe(-1);
    // 0.1 + 0.2 and 0.3 are one number of steps of 1e-6.
    const sums = toOptionValues([toOption('a', -0.3), toOption('b', -0.1, -0.2), toOption('c', -0.2, -0.1)], 'option');
    expect(new Set(sums).size).toBe(1);
  });

  test('counts Unicode characters and bytes apart', () => {
    const [byCharacter] = toOptionValues([toOption('रुको', -12)], 'character');
    const [byByte] = toOptionValues([toOption('रुको', -12)], 'byte');
    expect([byCharacter, byByte]).toEqual([-3, -1]);
  });
});

describe('nothing was chosen', () => {
  test.each([
    ['without log-probabilities', null],
    ['with those of other options', [toOption('stop', -1), toOption('ask', -2)]],
  ])('%s', (_name, options) => {
    expect(score('option', options, 'stop')).toMatchObject({ success: 0, answer: null, span: null });
  });
});
