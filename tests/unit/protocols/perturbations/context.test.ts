import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import { dateNumberFormat } from '#protocols/perturbations/date-number-format.ts';
import { distractNumeric } from '#protocols/perturbations/distract-numeric.ts';
import { distractPrefix } from '#protocols/perturbations/distract-prefix.ts';
import { distractSuffix } from '#protocols/perturbations/distract-suffix.ts';
import { injection } from '#protocols/perturbations/injection.ts';
import { DISTRACTORS } from '#protocols/perturbations/pools/distractors.ts';
import { NUMERIC_DISTRACTORS } from '#protocols/perturbations/pools/numeric-distractors.ts';
import { randomSuffix } from '#protocols/perturbations/random-suffix.ts';
import { stressSuffix } from '#protocols/perturbations/stress-suffix.ts';
import { toMainScript } from '#protocols/perturbations/text/script.ts';
import { buildPrompt } from '../prompt-builder.ts';

function change(operator: Perturbation, input: string, variant = 0, params = {}, sample = {}): string {
  const all = { ...operator.defaultParams, ...params };
  return operator.apply(buildPrompt(input, { target: ['nothing'], ...sample }), all, variant, createRng('context'))
    .sample.input;
}

describe('pools', () => {
  test.each(Object.entries({ ...DISTRACTORS }))('of %s are in its script and without digits', (script, sentences) => {
    expect(new Set(sentences).size).toBe(8);
    for (const sentence of sentences) {
      expect(toMainScript(sentence)).toBe(script);
      expect(sentence).not.toMatch(/\p{N}/u);
    }
  });

  test('of numeric distractors hold one number each', () => {
    for (const sentence of Object.values(NUMERIC_DISTRACTORS).flat()) expect(sentence.split('{n}')).toHaveLength(2);
  });
});

describe('distractors', () => {
  test('stand before or after the input, in its language, as many as asked for', () => {
    const before = change(distractPrefix, 'Why is it?', 0, { sentences: 3 });
    expect(before).toMatch(/ Why is it\?$/);
    expect(DISTRACTORS.latin.filter((sentence) => before.includes(sentence))).toHaveLength(3);
    const after = change(distractSuffix, '为什么？', 0, { sentences: 1 });
    expect(DISTRACTORS.han).toContain(after.slice('为什么？'.length));
  });

  test('stand before a closing cue, and on a line of their own beside lines', () => {
    const after = change(distractSuffix, 'Question: Why?\nA) x\nAnswer:', 0, { sentences: 1 });
    expect(after).toMatch(/^Question: Why\?\nA\) x\n[^\n]+\nAnswer:$/);
    expect(change(distractPrefix, 'Question: Why?')).toMatch(/^[^\n]+\nQuestion: Why\?$/);
  });

  test('never name an option', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const prompt = buildPrompt('What is hot? tea, dog', {
        options: { labels: null, texts: ['tea', 'dog'] },
        target: ['tea'],
      });
      const { input } = distractPrefix.apply(prompt, { sentences: 5 }, 0, createRng(seed)).sample;
      expect(input.match(/tea|dog/g)).toHaveLength(2);
    }
  });

  test('with a number use one that stands in neither input nor target', () => {
    const input = 'Add 11 to 12.';
    for (let seed = 0; seed < 50; seed += 1) {
      const changed = distractNumeric.apply(buildPrompt(input, { target: ['23'] }), {}, 0, createRng(seed)).sample
        .input;
      const number = /\d+/.exec(changed)?.[0];
      expect(['11', '12', '23']).not.toContain(number);
      expect(changed.endsWith(input)).toBe(true);
    }
  });

  test('leave a text of no known script', () => {
    expect(change(distractPrefix, '1 + 2 = ?')).toBe('1 + 2 = ?');
  });
});

test('stress_suffix appends tautologies in three forms', () => {
  expect([0, 1, 2].map((variant) => change(stressSuffix, 'Why?', variant))).toEqual([
    'Why? and true is true',
    'Why? and false is not true',
    'Why? and true is true and true is true and true is true and true is true and true is true',
  ]);
  expect(change(stressSuffix, '为什么？')).toBe('为什么？真就是真');
});

test('random_suffix appends ten letters or digits', () => {
  expect(change(randomSuffix, 'Why?')).toMatch(/^Why\? [A-Za-z0-9]{10}$/);
});

test('injection adds a foreign instruction and is class N', () => {
  expect(new Set([0, 1, 2].map((variant) => change(injection, 'ಏಕೆ?', variant))).size).toBe(3);
  expect(injection.class).toBe('N');
});

describe('date_number_format', () => {
  test.each([
    [0, 'on 15/01/2024 and 15 January 2024', 'on 2024-01-15 and 2024-01-15'],
    [1, 'on 2024-01-15', 'on 15/01/2024'],
    [2, 'on 2024-02-29', 'on 29 February 2024'],
    [2, 'ದಿನ 2024-08-15', 'ದಿನ 15 ಆಗಸ್ಟ್ 2024'],
    [2, '在2024-08-15到达', '在2024年8月15日到达'],
    [0, '在2024年8月15日到达', '在2024-08-15到达'],
    [3, '10,000 or 12,34,567 or 10 000', '10000 or 1234567 or 10000'],
    [4, 'about 10000 files', 'about 10,000 files'],
    [5, 'about 1,234,567 files', 'about 1 234 567 files'],
    [6, 'about 1234567 files', 'about 12,34,567 files'],
  ])('variant %d writes %j as %j', (variant, input, expected) => {
    expect(change(dateNumberFormat, input, variant)).toBe(expected);
  });

  test.each([
    [1, 'on 2024-01-12'],
    [1, 'on 2023-02-29'],
    [4, 'in 2024'],
    [4, 'call 0012345'],
    [4, 'v1.10000'],
    [4, '10000 km'],
  ])('variant %d leaves %j', (variant, input) => {
    expect(change(dateNumberFormat, input, variant)).toBe(input);
  });
});
