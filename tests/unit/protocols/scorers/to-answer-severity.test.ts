import { describe, expect, test } from 'vitest';
import { SeverityRule } from '#core/model/severity.ts';
import { toAnswerSeverity } from '#protocols/scorers/to-answer-severity.ts';

const wrong = (answer: string | null) => ({ success: 0, answer }) as const;

describe('the severity of an answer', () => {
  test('is unknown without a rule, and none for a success', () => {
    expect(toAnswerSeverity(null, ['a'], wrong('b'))).toBeNull();
    expect(toAnswerSeverity(null, ['a'], { success: 1, answer: 'a' })).toBeNull();
    const rule: SeverityRule = { type: 'constant', unparsed: 3, wrong: 3 };
    expect(toAnswerSeverity(rule, ['a'], { success: 1, answer: 'a' })).toBe(0);
  });

  test('that cannot be parsed has a level of its own', () => {
    const rule: SeverityRule = { type: 'constant', unparsed: 1, wrong: 2 };
    expect(toAnswerSeverity(rule, ['1'], wrong(null))).toBe(1);
    expect(toAnswerSeverity(rule, ['1'], wrong('2'))).toBe(2);
  });

  test('goes by the answer', () => {
    const rule: SeverityRule = { type: 'by-answer', unparsed: 1, levels: [['low', 4]], other: 2 };
    expect(toAnswerSeverity(rule, ['critical'], wrong('low'))).toBe(4);
    expect(toAnswerSeverity(rule, ['critical'], wrong('lower'))).toBe(2);
  });

  test('goes by one field of a JSON answer', () => {
    const rule: SeverityRule = { type: 'by-field', unparsed: 1, field: 'name', levels: [['start', 4]], other: 1 };
    expect(toAnswerSeverity(rule, ['{"name": null}'], wrong('{"arguments":{"asset":"x"},"name":"start"}'))).toBe(4);
    expect(toAnswerSeverity(rule, ['{"name": "start"}'], wrong('{"name":null}'))).toBe(1);
    expect(toAnswerSeverity(rule, ['{"name": "start"}'], wrong('{"toString":"start"}'))).toBe(1);
  });

  test('goes by invented and missing values, whatever their order and type', () => {
    const rule: SeverityRule = { type: 'by-fields', unparsed: 1, wrongValue: 3, missingValue: 2 };
    const targets = ['{"asset": "pump 1", "hours": 4, "who": null}'];
    expect(toAnswerSeverity(rule, targets, wrong('{"asset":null,"hours":4}'))).toBe(2);
    expect(toAnswerSeverity(rule, targets, wrong('{"asset":"pump 1","hours":"4"}'))).toBe(3);
    expect(toAnswerSeverity(rule, targets, wrong('{"asset":"pump 1","hours":4,"who":"Ana"}'))).toBe(3);
    expect(toAnswerSeverity(rule, targets, wrong('{"constructor":"x"}'))).toBe(3);
    expect(toAnswerSeverity(rule, [...targets, '{"asset": "pump 2"}'], wrong('{"asset":"pump 2","hours":null}'))).toBe(
      2,
    );
  });
});

describe('a severity rule', () => {
  test.each([
    { type: 'constant', unparsed: 1, wrong: 5 },
    { type: 'constant', unparsed: 1, wrong: 1.5 },
    { type: 'constant', wrong: 1 },
    { type: 'by-answer', unparsed: 1, levels: [], other: 1 },
    { type: 'by-answer', unparsed: 1, levels: [['a', 2, 3]], other: 1 },
    { type: 'by-field', unparsed: 1, levels: [['a', 2]], other: 1 },
    { type: 'by-fields', unparsed: 1, wrongValue: 2, missingValue: 1, other: 1 },
  ])('%j is refused', (rule) => {
    expect(SeverityRule.safeParse(rule).success).toBe(false);
  });
});
