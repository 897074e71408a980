import { expect, test } from 'vitest';
import { ConditionId } from '#core/model/trial.ts';
import { toConditionId } from '#protocols/condition-id.ts';

test('a condition without parameters is named by perturbation, version and variant', () => {
  expect(toConditionId('norm_nfd', 1, {}, 0)).toBe('norm_nfd@1#0');
});

test('parameters are sorted by name whatever their order in the configuration', () => {
  expect(toConditionId('kbd_typo', 1, { rate: 0.05 }, 0)).toBe('kbd_typo@1:rate=0.05#0');
  expect(toConditionId('x', 2, { b: true, a: 'one' }, 3)).toBe('x@2:a=one,b=true#3');
  expect(toConditionId('x', 2, { a: 'one', b: true }, 3)).toBe('x@2:a=one,b=true#3');
});

test('a text parameter cannot imitate another parameter or variant', () => {
  const conditionId = toConditionId('x', 1, { a: '1,b=2#3\ud800' }, 0);
  expect(conditionId).toBe('x@1:a=1%2Cb%3D2%233%EF%BF%BD#0');
  expect(ConditionId.safeParse(conditionId).success).toBe(true);
});
