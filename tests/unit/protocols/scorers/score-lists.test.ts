import { describe, expect, test } from 'vitest';
import type { ScorerRule } from '#core/model/scorer.ts';
import { judgeOutput } from './judge-output.ts';

type ListRule = Extract<ScorerRule, { type: 'list-f1' }>;

const list: ListRule = {
  type: 'list-f1',
  families: null,
  of: 'set',
  separators: ['\n', ','],
  ignoreCase: true,
  targets: 'alternatives',
  passAt: null,
};

describe('list-f1', () => {
  test('is 2 × shared ÷ (given + wanted), over the nearest target', () => {
    expect(judgeOutput(list, { target: ['a, b, c'] }, '- A\n- b\n- d')).toMatchObject({
      value: 4 / 6,
      success: 0,
      answer: '["a","b","d"]',
      text: '- A\n- b\n- d',
    });
    expect(judgeOutput(list, { target: ['x', 'b,a'] }, '1. a\n2) b')).toMatchObject({ value: 1, success: 1 });
  });

  test('counts an entry of a set once, of a list as often as it stands', () => {
    expect(judgeOutput(list, { target: ['a, a, b'] }, 'a, b')).toMatchObject({ success: 1 });
    expect(judgeOutput({ ...list, of: 'list' }, { target: ['a, a, b'] }, 'a, b')).toMatchObject({ value: 0.8 });
  });

  test('takes the targets as entries of one list', () => {
    const rule: ListRule = { ...list, targets: 'entries' };
    expect(judgeOutput(rule, { target: ['Rome, Italy', 'Turin'] }, 'Turin').value).toBeCloseTo(2 / 3, 12);
  });

  test('with a threshold the value is the success', () => {
    expect(judgeOutput({ ...list, passAt: 0.6 }, { target: ['a, b, c'] }, 'a, b, d')).toMatchObject({
      value: 1,
      success: 1,
    });
    expect(judgeOutput({ ...list, passAt: 0.7 }, { target: ['a, b, c'] }, 'a, b, d')).toMatchObject({
      value: 0,
      success: 0,
    });
  });

  test('an output without entries is unparsable, unless none is wanted', () => {
    expect(judgeOutput(list, { target: ['a'] }, ' ,\n')).toMatchObject({ answer: null, success: 0 });
    expect(judgeOutput(list, { target: [','] }, '')).toMatchObject({ answer: '[]', success: 1, span: null });
  });
});

describe('includes-all', () => {
  const rule: ScorerRule = { type: 'includes-all', families: null, ignoreCase: true, credit: 'per-target' };

  test('wants every target somewhere', () => {
    expect(judgeOutput(rule, { target: ['Rome', 'turin'] }, 'From ROME to Turin.')).toMatchObject({
      success: 1,
      value: 1,
      answer: '["rome","turin"]',
      text: 'ROME to Turin',
    });
    expect(judgeOutput(rule, { target: ['Rome', 'Turin'] }, 'Rome!')).toMatchObject({ success: 0, value: 0.5 });
    expect(judgeOutput({ ...rule, credit: 'whole' }, { target: ['Rome', 'Turin'] }, 'Rome!')).toMatchObject({
      value: 0,
    });
    expect(judgeOutput(rule, { target: ['Rome'] }, '')).toMatchObject({ answer: null });
    expect(judgeOutput(rule, { target: [''] }, 'x')).toMatchObject({ success: 0, value: 0 });
  });
});

describe('chrf', () => {
  const rule: Extract<ScorerRule, { type: 'chrf' }> = { type: 'chrf', families: null, beta: 1, passAt: null };

  // METRICS §2.12: sacrebleu's chrF with β = 1 and 2.
  test.each([
    ['the cat sat on the mat', 'the cat lay on a mat', 1, 0.354825],
    ['the cat sat on the mat', 'the cat lay on a mat', 2, 0.370256],
    ['the cat lay on a mat', 'the cat sat on the mat', 2, 0.340629],
    ['ಬೆಂಗಳೂರು ಕರ್ನಾಟಕದ ರಾಜಧಾನಿ', 'ಕರ್ನಾಟಕದ ರಾಜಧಾನಿ ಬೆಂಗಳೂರು', 1, 0.870167],
    ['北京是中国的首都', '中国的首都是北京', 1, 0.477381],
  ])('of %j against %j, β = %d, is %d', (output, target, beta, value) => {
    const values = [
      judgeOutput({ ...rule, beta }, { target: [target] }, output).value,
      judgeOutput({ ...rule, beta }, { target: [output] }, target).value,
    ];
    expect(Math.min(...values.map((found) => Math.abs(found - value)))).toBeLessThan(1e-6);
  });

  test('takes the nearest target, and passes at a threshold', () => {
    const target = ['the cat sat on the mat', 'something else'];
    expect(judgeOutput(rule, { target }, 'the cat  sat on the mat')).toMatchObject({ value: 1, success: 1 });
    expect(judgeOutput({ ...rule, passAt: 0.35 }, { target }, 'the cat lay on a mat')).toMatchObject({
      value: 1,
      success: 1,
    });
    expect(judgeOutput({ ...rule, passAt: 0.36 }, { target }, 'the cat lay on a mat')).toMatchObject({
      value: 0,
      success: 0,
    });
    expect(judgeOutput(rule, { target }, ' ')).toMatchObject({ answer: null, value: 0 });
    expect(judgeOutput(rule, { target: [''] }, ' ')).toMatchObject({ answer: '', success: 1, span: null });
  });
});
