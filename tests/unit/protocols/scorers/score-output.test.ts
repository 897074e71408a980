import { describe, expect, test } from 'vitest';
import { Score, type Scorer, type ScorerRule } from '#core/model/scorer.ts';
import type { Sample } from '#core/model/sample.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import { buildSample } from '../prompt-builder.ts';

function scorerOf(...rules: readonly ScorerRule[]): Scorer {
  return { name: 'answer', version: 1, rules: [...rules] };
}

/** The score, parsed, with the text its span covers. */
function judge(rule: ScorerRule, change: Partial<Sample>, output: string): Score & { readonly text: string | null } {
  const score = Score.parse(scoreOutput(scorerOf(rule), buildSample('x', change), output));
  return { ...score, text: score.span === null ? null : output.slice(...score.span) };
}

const exact: ScorerRule = { type: 'exact', families: null, ignoreCase: true, ignoreFinalPunctuation: true };
const strict: ScorerRule = { ...exact, ignoreCase: false, ignoreFinalPunctuation: false };

describe('the rule', () => {
  test('is the first that names the family; without one there is no score', () => {
    const never: ScorerRule = { type: 'includes', families: ['b'], ignoreCase: false };
    const first: ScorerRule = { ...strict, families: ['a'] };
    expect(scoreOutput(scorerOf(never, first), buildSample('x', { family: 'a', target: ['y'] }), 'y')?.success).toBe(1);
    expect(scoreOutput(scorerOf(never, first), buildSample('x', { family: 'c', target: ['y'] }), 'y')).toBeNull();
    expect(scoreOutput(scorerOf(never, exact), buildSample('x', { family: 'c', target: ['y'] }), 'y')?.success).toBe(1);
  });
});

describe('exact', () => {
  test.each([
    ['music', 'music', 1],
    ['  Music.\n', 'music', 1],
    ['music box', 'music', 0],
    ['Cafe\u0301', 'café', 1],
    ['a\u2003\u0085b', 'a b', 1],
  ])('judges %j against %j as %d', (output, target, success) => {
    expect(judge(exact, { target: [target] }, output).success).toBe(success);
  });

  test('minds case and final marks unless told otherwise', () => {
    expect(judge(strict, { target: ['music'] }, 'Music').success).toBe(0);
    expect(judge(strict, { target: ['music'] }, 'music.').success).toBe(0);
    expect(judge(strict, { target: ['no', 'music.'] }, 'music.').success).toBe(1);
  });

  test('gives the trimmed output as span and the normal form as answer', () => {
    expect(judge(exact, { target: ['x'] }, ' Two  words! ')).toMatchObject({
      answer: 'two words',
      text: 'Two  words!',
    });
  });

  test('an empty output is unparsable, unless a target is empty', () => {
    expect(judge(exact, { target: ['x'] }, ' \n')).toMatchObject({ answer: null, success: 0, span: null });
    expect(judge(exact, { target: [''] }, '')).toMatchObject({ answer: '', success: 1 });
  });
});

describe('includes', () => {
  const rule: ScorerRule = { type: 'includes', families: null, ignoreCase: true };

  test('finds a target in another normal form and points at the raw text', () => {
    const score = judge(rule, { target: ['in José’s  house'] }, 'It is IN JOSE\u0301’s\nhouse today.');
    expect(score).toMatchObject({ success: 1, answer: 'in josé’s house', text: 'IN JOSE\u0301’s\nhouse' });
  });

  test('takes the whole output as answer when nothing is found', () => {
    expect(judge(rule, { target: ['', 'z'] }, ' Some\ttext ')).toMatchObject({
      success: 0,
      answer: 'some text',
      span: null,
    });
    expect(judge(rule, { target: ['x'] }, '').answer).toBeNull();
    expect(judge({ ...rule, ignoreCase: false }, { target: ['X'] }, 'x').success).toBe(0);
  });
});

describe('number', () => {
  const rule: ScorerRule = { type: 'number', families: null, take: 'last', tolerance: 0 };

  test.each([
    ['24 + 9 = 33, 33 - 1 = 32. The answer is 32.', '32', '32'],
    ['-5', '-5', '-5'],
    ['5-3', '3', '3'],
    ['x = −2.50', '-2.5', '−2.50'],
    ['1,234,567.5 in all', '1234567.5', '1,234,567.5'],
    ['3, 4,', '4', '4'],
    ['1,2345', '2345', '2345'],
    ['.5', '0.5', '.5'],
    ['-0', '0', '-0'],
  ])('reads the last number of %j as %s', (output, answer, text) => {
    expect(judge(rule, { target: [answer] }, output)).toMatchObject({ success: 1, answer, text });
  });

  test('takes the first number when asked, and honours the tolerance', () => {
    const first: ScorerRule = { ...rule, take: 'first', tolerance: 0.1 };
    expect(judge(first, { target: ['4'] }, '4.05 or 9').success).toBe(1);
    expect(judge(first, { target: ['4'] }, '4.2 or 4').success).toBe(0);
  });

  test('an output without a finite number is unparsable', () => {
    expect(judge(rule, { target: ['1'] }, 'none')).toMatchObject({ answer: null, span: null });
    expect(judge(rule, { target: ['1'] }, '9'.repeat(400)).answer).toBeNull();
    expect(judge(rule, { target: ['many'] }, '3')).toMatchObject({ answer: '3', success: 0 });
  });
});

describe('choice', () => {
  const rule: ScorerRule = { type: 'choice', families: null };
  const options = { labels: ['A', 'B', 'C'], texts: ['Rome', 'Turin', 'New Turin'] };

  test.each([
    ['B', 'turin'],
    ['(b).', 'turin'],
    ['**B**', 'turin'],
    ['Oscar lives in Rome. Answer: B', 'turin'],
    ['The answer is (B) because A is far.', 'turin'],
    ['answer: b', 'turin'],
    ['Answer: A. No, wait, the answer is B', 'turin'],
    ['Answer: B\nA) is wrong, C) too', 'turin'],
    ['B) Turin', 'turin'],
    ['I think [B]', 'turin'],
    ['A: no\nB: yes', 'turin'],
    ['It is Turin!', 'turin'],
    ['It is in New  Turin, yes', 'new turin'],
    ['the answer is a city', null],
    ['Rome or Turin', null],
    ['Oscar lives in Rome. Answer: G', null],
    ['Oscar lives in Rome. Answer: it', null],
    ['Oscar lives in Rome. Answer: Turin', 'turin'],
    ['D', null],
    ['', null],
  ])('reads %j as %j', (output, answer) => {
    expect(judge(rule, { options, target: ['B'] }, output)).toMatchObject({
      answer,
      success: answer === 'turin' ? 1 : 0,
    });
  });

  test('points at the label or text that decided', () => {
    expect(judge(rule, { options, target: ['B'] }, 'In Rome. Answer: B').span).toEqual([17, 18]);
    expect(judge(rule, { options, target: ['B'] }, 'in TURIN.').text).toBe('TURIN');
  });

  test('the answer is the text, equal under rotated options', () => {
    const rotated = { labels: ['A', 'B', 'C'], texts: ['Turin', 'New Turin', 'Rome'] };
    expect(judge(rule, { options: rotated, target: ['A'] }, 'A')).toMatchObject({ answer: 'turin', success: 1 });
  });

  test('accepts a target by text, and options without labels', () => {
    const inline = { labels: null, texts: ['music', 'café'] };
    expect(judge(rule, { options: inline, target: ['CAFÉ'] }, 'cafe\u0301').success).toBe(1);
    expect(judge(rule, { options, target: ['turin'] }, 'B').success).toBe(1);
  });

  test('case tells labels apart that differ in nothing else', () => {
    const cased = { labels: ['a', 'A'], texts: ['one', 'two'] };
    expect(judge(rule, { options: cased, target: ['A'] }, 'Answer: A').answer).toBe('two');
    expect(judge(rule, { options: cased, target: ['a'] }, 'a').answer).toBe('one');
  });

  test('a sample without options cannot be judged right', () => {
    expect(judge(rule, { target: ['B'] }, 'B')).toMatchObject({ answer: null, success: 0 });
  });
});

describe('json-fields', () => {
  const rule: ScorerRule = { type: 'json-fields', families: null, credit: 'per-field' };
  const target = ['{"name": "Ana", "age": 39}'];

  test.each([
    ['{"name": "Ana", "age": 39}', 1, 1],
    ['Sure: {"age":39.0,"name":" Ana "} ok', 1, 1],
    ['{"name": "Ana", "age": 39, "city": "Oslo"}', 1, 0],
    ['{"name": "Ana", "age": "39"}', 0.5, 0],
    ['{"name": "Ana"', 0, 0],
    ['{ no } {"name": "Ana", "age": 3}', 0.5, 0],
    ['[1, 2]', 0, 0],
  ])('gives %j the value %d and success %d', (output, value, success) => {
    expect(judge(rule, { target }, output)).toMatchObject({ value, success });
  });

  test('the answer is canonical JSON and the span is the object', () => {
    expect(judge(rule, { target }, 'x {"name":"Ana","age":39} y')).toMatchObject({
      answer: '{"age":39,"name":"Ana"}',
      text: '{"name":"Ana","age":39}',
    });
  });

  test('compares strings in one normal form, and nested values whole', () => {
    const nested = ['{"a": {"b": ["é", null, true]}}'];
    expect(judge(rule, { target: nested }, '{"a":{"b":["e\u0301",null,true]}}').success).toBe(1);
    expect(judge(rule, { target: nested }, '{"a":{"b":["é",null,false]}}').success).toBe(0);
  });

  test('takes the best of several targets, and says when none is an object', () => {
    expect(judge(rule, { target: ['{"a": 1}', '{"a": 2}'] }, '{"a": 2}').success).toBe(1);
    expect(judge(rule, { target: ['a'] }, '{"a": 2}')).toMatchObject({ answer: '{"a":2}', success: 0 });
    expect(judge(rule, { target: ['{}'] }, '{}').success).toBe(1);
    expect(judge(rule, { target: ['{}'] }, '{"a": 1}')).toMatchObject({ value: 0, success: 0 });
  });

  test.each([
    ['deep nesting', '{"a":'.repeat(5000)],
    ['many braces', '{'.repeat(100_000)],
    ['closing brackets', '{]}}'.repeat(1000)],
    ['infinity', '{"name": 1e999}'],
    ['a lone surrogate', '{"name": "\\ud800", "\\udc00": 1}'],
    ['a prototype key', '{"__proto__": {"age": 39}, "constructor": 1}'],
    ['an open string', '{"name": "'],
  ])('survives %s', (_, output) => {
    expect(judge(rule, { target }, output).success).toBe(0);
  });
});
