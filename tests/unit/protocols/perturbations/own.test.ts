import { describe, expect, test } from 'vitest';
import { PerturbationParams } from '#core/model/perturbation-params.ts';
import { createRng } from '#core/rng/rng.ts';
import { toConditionId, toConditionParams } from '#protocols/condition-id.ts';
import { HELM_CANONICAL } from '#protocols/perturbation-sets.ts';
import { userAffix } from '#protocols/perturbations/user-affix.ts';
import { userParaphrase } from '#protocols/perturbations/user-paraphrase.ts';
import { userReplace } from '#protocols/perturbations/user-replace.ts';
import { findPerturbation } from '#protocols/registry.ts';
import { buildPrompt } from '../prompt-builder.ts';

const rng = createRng('own');
const compose = findPerturbation('compose', 1);
const mildMix = findPerturbation('mild_mix', 1);

describe('user_replace', () => {
  const table = [
    { from: 'ಮನೆ', to: ['ಗೃಹ'] },
    { from: 'ab', to: ['x', 'ab'] },
    { from: ' ', to: ['  '] },
  ];
  const change = (input: string, wholeWords: boolean, target = '-'): string =>
    userReplace.apply(buildPrompt(input, { target: [target] }), { table, wholeWords, intensity: 1 }, 0, rng).sample
      .input;

  test('replaces whole words, or anything that no mark follows; never an answer', () => {
    expect(change('ಮನೆ cab', true)).toBe('ಗೃಹ  cab');
    expect(change('ಮನೆ cab', false)).toBe('ಗೃಹ  cx');
    expect(change('ab\u0301', false)).toBe('ab\u0301');
    expect(change('ab ab', true, 'ab')).toBe('ab  ab');
  });

  test('refuses tables beyond the bounds, and names the parameter', () => {
    expect(userReplace.checkParams({ table: [], wholeWords: true, intensity: 1 })).toContain('table');
    expect(userReplace.checkParams({ table: [{ from: '', to: ['x'] }], wholeWords: true, intensity: 1 })).toContain(
      'from',
    );
    const large = Array.from({ length: 2001 }, (_, index) => ({ from: `a${index}`, to: ['b'] }));
    expect(PerturbationParams.safeParse({ table: large }).success).toBe(false);
  });
});

describe('user_affix', () => {
  test('adds text v of the pool before or after', () => {
    const change = (place: string, variant: number): string =>
      userAffix.apply(buildPrompt('Why?'), { place, texts: ['One.', 'Two.'] }, variant, rng).sample.input;
    expect([change('before', 0), change('before', 1), change('after', 3)]).toEqual([
      'One. Why?',
      'Two. Why?',
      'Why? Two.',
    ]);
  });
});

describe('user_paraphrase', () => {
  test('swaps sentences and the system prompt, round the list', () => {
    const lists = [
      ['Be brief.', 'Short, please.', 'Be brief.'],
      ['Why?', 'How come?'],
    ];
    const change = (variant: number) => {
      const next = userParaphrase.apply(buildPrompt('Why? Now.', {}, 'Be brief.'), { lists }, variant, rng);
      return [next.sample.input, next.system];
    };
    expect(change(0)).toEqual(['How come? Now.', 'Short, please.']);
    expect(change(1)).toEqual(['How come? Now.', 'Short, please.']);
  });
});

describe('compositions', () => {
  const input = 'It is a Question that you do not answer because it is hard.';

  test('mild_mix is HELM’s sequence: lower case, contractions, a misspelling, spaces', () => {
    const changed = mildMix?.apply(buildPrompt(input), {}, 0, createRng(3)).sample.input ?? '';
    expect(changed.toLowerCase()).toBe(changed);
    expect(changed).toContain("don't");
    expect(changed.replace(/ +/g, ' ')).not.toBe(changed);
    expect(compose?.apply(buildPrompt(input), { steps: [...HELM_CANONICAL] }, 0, createRng(3)).sample.input).toBe(
      changed,
    );
  });

  test('each step has draws of its own: leaving the first out changes nothing else but it', () => {
    const steps = [
      { id: 'case_lower', version: 1, params: {} },
      { id: 'ws_double', version: 1, params: { times: 2 } },
    ];
    expect(compose?.apply(buildPrompt('A B'), { steps }, 0, rng).sample.input).toBe('a  b');
    const unchanged = buildPrompt('你好');
    expect(compose?.apply(unchanged, { steps }, 0, rng)).toBe(unchanged);
  });

  test.each([
    ['an unknown operator', { id: 'nothing', version: 1, params: {} }, 'nothing@1'],
    ['a class N operator', { id: 'injection', version: 1, params: {} }, 'class N'],
    ['a wrong parameter', { id: 'misspell', version: 1, params: { intensity: 2 } }, 'intensity'],
    ['a composition', { id: 'mild_mix', version: 1, params: {} }, 'no operator that can be a step'],
  ])('refuse %s and name the step', (_, step, message) => {
    const complaint = compose?.checkParams({ steps: [{ id: 'case_lower', version: 1, params: {} }, step] });
    expect(complaint).toContain('steps[1]');
    expect(complaint).toContain(message);
  });
});

test('lists and long texts stand in a condition by their hash, which depends on what they hold', () => {
  const params = { table: [{ from: 'a', to: ['b'] }], intensity: 1, wholeWords: true, text: 'ಕ'.repeat(30) };
  const short = toConditionParams(params);
  expect(short).toMatchObject({ intensity: 1, wholeWords: true });
  expect(short['table']).toMatch(/^sha256-[0-9a-f]{16}$/);
  expect(short['text']).toMatch(/^sha256-/);
  expect(toConditionParams({ ...params, table: [{ from: 'a', to: ['c'] }] })['table']).not.toBe(short['table']);
  expect(toConditionId('user_replace', 1, params, 0).length).toBeLessThanOrEqual(300);
});
