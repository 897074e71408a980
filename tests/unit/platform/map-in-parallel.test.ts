import { expect, test } from 'vitest';
import { toFailed, toOk } from '#core/errors/result.ts';
import { mapInParallel } from '#platform/map-in-parallel.ts';

test('keeps the order, and never more than the limit at a time', async () => {
  let running = 0;
  let most = 0;
  const mapped = await mapInParallel([5, 4, 3, 2, 1], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    running -= 1;
    return toOk(item * 10);
  });
  expect(mapped).toEqual({ ok: true, value: [50, 40, 30, 20, 10] });
  expect(most).toBe(2);
});

test('begins nothing after a failure', async () => {
  const begun: number[] = [];
  const mapped = await mapInParallel([1, 2, 3, 4], 1, async (item) => {
    begun.push(item);
    return item === 2 ? toFailed('model-missing-file', 'no') : toOk(item);
  });
  expect(mapped).toMatchObject({ ok: false, failure: { code: 'model-missing-file' } });
  expect(begun).toEqual([1, 2]);
});
