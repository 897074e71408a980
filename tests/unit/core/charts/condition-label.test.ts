import { toClassByCondition, toConditionText } from '#core/charts/condition-label.ts';
import { buildCondition } from '#tests/support/app-fixtures.ts';
import { expect, test } from 'vitest';

test.each([
  ['original', 'original'],
  ['opt_rotate@1#0', 'opt_rotate'],
  ['opt_rotate@1#2', 'opt_rotate, variant 3'],
  ['kbd_typo@1:rate=0.05#0', 'kbd_typo, rate 0.05'],
  ['x@1:a=1,b=2#1', 'x, a 1, b 2, variant 2'],
  ['something else', 'something else'],
])('%s reads %s', (conditionId, text) => {
  expect(toConditionText(conditionId)).toBe(text);
});

test('the original has no class', () => {
  const classes = toClassByCondition([{ conditionId: 'original', perturbation: null }, buildCondition('a', 'P')]);
  expect([...classes]).toEqual([['a@1#0', 'P']]);
});
