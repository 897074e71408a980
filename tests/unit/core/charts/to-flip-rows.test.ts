import { toFlipRows } from '#core/charts/to-flip-rows.ts';
import { buildSample } from '#tests/support/builders.ts';
import { buildScores } from '#tests/support/app-fixtures.ts';
import { expect, test } from 'vitest';

const samples = ['steady', 'unstable', 'flipped', 'tied'].map((sampleId) => buildSample({ sampleId }));

test('lists samples that change between epochs or in the majority under a perturbation', () => {
  const rows = toFlipRows(samples, [
    ...buildScores('steady', 'original', [1, 1, 1, 1]),
    ...buildScores('steady', 'x@1#0', [1, 1]),
    ...buildScores('unstable', 'original', [1, 0, 1, 1]),
    ...buildScores('flipped', 'original', [1, 1, 1, 1]),
    ...buildScores('flipped', 'x@1#0', [0, 0]),
    ...buildScores('flipped', 'y@1#0', [1, 1]),
  ]);
  expect(
    rows.map(({ sampleId, isUnstable, flippedBy }) => [
      sampleId,
      isUnstable,
      flippedBy.map(({ conditionId }) => conditionId),
    ]),
  ).toEqual([
    ['flipped', false, ['x@1#0']],
    ['unstable', true, []],
  ]);
});

test('a tie has no majority and flips nothing', () => {
  const rows = toFlipRows(samples, [
    ...buildScores('tied', 'original', [1, 1, 1, 1]),
    ...buildScores('tied', 'x@1#0', [1, 0]),
  ]);
  expect(rows).toEqual([]);
});

test('a sample without a scored original trial is left out', () => {
  expect(toFlipRows(samples, buildScores('steady', 'x@1#0', [0, 1]))).toEqual([]);
});
