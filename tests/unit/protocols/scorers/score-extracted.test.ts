import { describe, expect, test } from 'vitest';
import type { Extractor } from '#core/model/extractor.ts';
import type { ScorerRule } from '#core/model/scorer.ts';
import { judgeOutput } from './judge-output.ts';

const exact = { type: 'exact', ignoreCase: false, ignoreFinalPunctuation: false } as const;

function ruleOf(from: Extractor[], otherwise: 'unparsable' | 'whole-output' = 'unparsable'): ScorerRule {
  return { type: 'extracted', families: null, from, otherwise, rule: exact };
}

const afterHash: Extractor = { type: 'after-marker', marker: '####', take: 'last', ignoreCase: false };
const search = { pattern: '<a>(.*?)</a>', flags: 's', group: 1, take: 'first' } as const;

describe('extracted', () => {
  test.each<[Extractor[], string, string | null]>([
    [[{ type: 'first-line' }], '\n \u2028 one \ntwo\n', 'one'],
    [[{ type: 'last-line' }], 'one\r\ntwo\r\n \r\n', 'two'],
    [[afterHash], 'so #### 3 or #### 4 ', '4'],
    [[{ ...afterHash, take: 'first' }], '#### 3 #### 4', '3 #### 4'],
    [[{ ...afterHash, marker: 'The  Answer is:', ignoreCase: true }], 'the answer\nIS: yes', 'yes'],
    [[{ type: 'before-marker', marker: 'Question:', ignoreCase: false }], '5\nQuestion: next', '5'],
    [[{ type: 'before-marker', marker: 'Question:', ignoreCase: false }], '5', '5'],
    [[{ type: 'last-number' }], 'from 3 to 1,200 people', '1,200'],
    [[{ type: 'boxed' }], String.raw`so \boxed{3}, or \boxed{\frac{1}{2}} but {x}`, String.raw`\frac{1}{2}`],
    [[{ type: 'boxed' }], String.raw`\fbox {a\}b}`, String.raw`a\}b`],
    [[{ type: 'boxed' }], String.raw`\boxed{\boxed{3} is`, '3'],
    [[{ type: 'boxed' }], String.raw`\boxed{3`, null],
    [[{ type: 'regex', search }], 'x <a> y\nz </a> <a>w</a>', 'y z'],
    [[afterHash], 'no marker', null],
    [[afterHash], '####  \n', null],
    [[afterHash, { type: 'first-line' }], 'a\n#### 4\nb', '4'],
    [[{ type: 'last-line' }, { type: 'last-number' }], '7\nso 5 apples', '5'],
    [[{ type: 'last-number' }], '', null],
  ])('%j reads from %j %j', (from, output, answer) => {
    const score = judgeOutput(ruleOf(from), { target: [answer ?? '?'] }, output);
    expect(score).toMatchObject({ success: answer === null ? 0 : 1, answer });
  });

  test('the span points into the whole output, the sentence says what was read', () => {
    expect(judgeOutput(ruleOf([afterHash]), { target: ['4'] }, 'x #### 4')).toMatchObject({
      span: [7, 8],
      why: 'Read is the part after “####”. The output equals the target “4”.',
    });
  });

  test('falls back on the whole output only when told', () => {
    expect(judgeOutput(ruleOf([afterHash]), { target: ['4'] }, '4')).toMatchObject({
      answer: null,
      why: 'There is no part after “####” in the output.',
    });
    expect(judgeOutput(ruleOf([afterHash], 'whole-output'), { target: ['4'] }, '4')).toMatchObject({ success: 1 });
  });
});
