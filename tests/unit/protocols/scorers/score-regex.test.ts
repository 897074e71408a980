import { describe, expect, test } from 'vitest';
import type { RegexSearch } from '#core/model/regex-search.ts';
import { ScorerRule } from '#core/model/scorer.ts';
import { judgeOutput } from './judge-output.ts';

function ruleOf(
  change: Partial<RegexSearch>,
  compare: 'target' | 'presence' = 'target',
  ignoreCase = false,
): ScorerRule {
  const search = { pattern: String.raw`answer:\s*(\w+)`, flags: 'i', group: 1, take: 'first', ...change } as const;
  return { type: 'regex', families: null, search, compare, ignoreCase };
}

describe('regex', () => {
  test('compares what its group takes, and points at it', () => {
    const output = 'Answer: Rome, no, answer:  Turin.';
    expect(judgeOutput(ruleOf({}), { target: ['Rome'] }, output)).toMatchObject({
      success: 1,
      answer: 'Rome',
      text: 'Rome',
    });
    expect(judgeOutput(ruleOf({ take: 'last' }), { target: ['Rome'] }, output)).toMatchObject({
      success: 0,
      answer: 'Turin',
      text: 'Turin',
    });
    expect(judgeOutput(ruleOf({ group: 0 }), { target: ['Answer: Rome'] }, output)).toMatchObject({
      success: 1,
      text: 'Answer: Rome',
    });
  });

  test('finds composed letters in a decomposed output and points at the raw text', () => {
    const rule = ruleOf({ pattern: '[é]t[é]', flags: '', group: 0 });
    expect(judgeOutput(rule, { target: ['été'] }, 'un e\u0301te\u0301.')).toMatchObject({
      success: 1,
      answer: 'été',
      text: 'e\u0301te\u0301',
    });
  });

  test('with presence finding it is enough', () => {
    const rule = ruleOf({ pattern: String.raw`^#`, flags: 'm', group: 0 }, 'presence');
    expect(judgeOutput(rule, {}, 'Text\n# Title')).toMatchObject({ success: 1, answer: '#', text: '#' });
    expect(judgeOutput(rule, {}, 'Text # Title')).toMatchObject({ success: 0, answer: null, span: null });
  });

  test('folds case only when told', () => {
    expect(judgeOutput(ruleOf({}, 'target', true), { target: ['rome'] }, 'answer: ROME').success).toBe(1);
    expect(judgeOutput(ruleOf({}), { target: ['rome'] }, 'answer: ROME').success).toBe(0);
  });

  test('a group that took no part is nothing, an empty match has no span', () => {
    expect(judgeOutput(ruleOf({ pattern: '(a)|b', group: 1 }), {}, 'b')).toMatchObject({ answer: null, success: 0 });
    expect(judgeOutput(ruleOf({ pattern: 'a*', group: 0 }), { target: [''] }, 'b')).toMatchObject({
      answer: '',
      span: null,
      success: 1,
    });
    expect(judgeOutput(ruleOf({ pattern: 'a*', group: 0, take: 'last' }), {}, '🙂🙂')).toMatchObject({ answer: '' });
  });

  test('gives up a search that finds a match at the far end from every place', () => {
    const rule = ruleOf({ pattern: '(?:.*x|a)', flags: 's', group: 0, take: 'last' });
    expect(judgeOutput(rule, {}, 'a'.repeat(20_000))).toMatchObject({
      answer: null,
      why: 'The search was given up after 20000000 steps.',
    });
    expect(judgeOutput(rule, {}, 'a'.repeat(200)).answer).toBe('a');
  });

  test.each([
    [{ pattern: '(a', group: 0 }, 'has a "(" without its ")" (at character 0)'],
    [{ pattern: 'a', group: 1 }, 'is 1, but the pattern has 0 groups'],
    [{ pattern: 'e\u0301', group: 0 }, 'must be in Unicode form NFC'],
    [{ flags: 'g' }, 'expected "i", "m" and "s", in this order, each at most once'],
  ])('the schema refuses %j', (change, message) => {
    const parsed = ScorerRule.safeParse(ruleOf(change));
    expect(parsed.error?.issues.map((issue) => issue.message)).toContain(message);
  });
});
