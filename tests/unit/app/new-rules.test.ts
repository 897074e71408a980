import { expect, test } from 'vitest';
import { parseScorerRule } from '#core/model/parse-scorer.ts';
import { NEW_RULES, RULE_LABELS } from '#app/features/evaluate/new-rules.ts';
import { ScorerRule } from '#core/model/scorer.ts';

test('every type of rule can be begun with, and its first form is valid', () => {
  const types = ScorerRule.options.map((option) => option.shape.type.value).toSorted();
  expect(Object.keys(NEW_RULES).toSorted()).toEqual(types);
  expect(Object.keys(RULE_LABELS).toSorted()).toEqual(types);
  for (const rule of Object.values(NEW_RULES))
    expect(parseScorerRule(JSON.stringify(rule))).toEqual({ ok: true, value: rule });
});

test('a rule that is none is told its fields', () => {
  const parsed = parseScorerRule('{"type":"number","families":null,"take":"middle","tolerance":-1}');
  expect(parsed.ok ? null : parsed.failure.detail?.split('\n')).toEqual([
    expect.stringMatching(/^take: /),
    expect.stringMatching(/^tolerance: /),
  ]);
});
