import { toConditionText } from '#core/charts/condition-label.ts';
import { expect, test } from 'vitest';

test.each([
  ['original', 'original'],
  ['opt_rotate@1#0', 'opt_rotate'],
  ['opt_rotate@1#2', 'opt_rotate, variant 3'],
  ['kbd_typo@1:rate=0.05#0', 'kbd_typo, rate 0.05'],
  ['x@1:a=1,b=2#1', 'x, a 1, b 2, variant 2'],
  ['axis:temperature=0.7', 'temperature 0.7'],
  ['axis:max-tokens=0.5', 'max tokens × 0.5'],
  ['axis:retokenise=0.1', 'other tokens 0.1'],
  ['something else', 'something else'],
])('%s reads %s', (conditionId, text) => {
  expect(toConditionText(conditionId)).toBe(text);
});
