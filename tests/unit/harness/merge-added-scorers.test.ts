import { expect, test } from 'vitest';
import type { EventOf } from '#core/events/transcript-event.ts';
import { mergeAddedScorers } from '#harness/merge-added-scorers.ts';

function add(name: string, ignoreCase: boolean): EventOf<'scorer-add'> {
  const scorer = { name, version: 1, rules: [{ type: 'includes' as const, families: null, ignoreCase }] };
  return { type: 'scorer-add', scorer, rootHash: null };
}

test('gives what was added elsewhere and not here', () => {
  const merged = mergeAddedScorers([add('a', true)], [add('a', true), add('b', true)]);
  expect(merged).toEqual({ ok: true, value: [add('b', true)] });
  expect(mergeAddedScorers([add('a', true)], [])).toEqual({ ok: true, value: [] });
});

test('refuses two scorers of one name', () => {
  expect(mergeAddedScorers([add('a', true)], [add('a', false)])).toMatchObject({
    failure: { code: 'bundle-invalid', location: 'rescoring.json' },
  });
});
