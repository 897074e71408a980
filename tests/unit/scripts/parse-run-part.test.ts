import { expect, test } from 'vitest';
import { parseRunPart } from '#scripts/parse-run-part.ts';

test('a part is named i/n, from 1', () => {
  expect(parseRunPart('2/8')).toEqual({ index: 2, count: 8 });
  expect(parseRunPart('1/1')).toEqual({ index: 1, count: 1 });
  for (const text of ['0/3', '4/3', '1', '1/0', '-1/3', '1/3/5', ' 1/3', '1/1001', '1.5/3'])
    expect(parseRunPart(text), text).toBeNull();
});
