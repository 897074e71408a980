import { describe, expect, test } from 'vitest';
import { toForcedCounts, toForcedPositions } from '#harness/forced-design.ts';
import { toFirstPairs } from '#harness/forced-trials.ts';

const ids = Array.from({ length: 300 }, (_, index) => `s${index}`);

describe('places of outputs that are compared', () => {
  test('are at most 16 an output, fewer for a large vocabulary, and never above 128 MiB of logits', () => {
    expect(new Set(toForcedCounts(1, ids, 512).values())).toEqual(new Set([16]));
    for (const size of [32_000, 50_000, 151_936, 262_144]) {
      const counts = toForcedCounts(1, ids, size);
      const places = [...counts.values()].reduce((sum, count) => sum + count, 0);
      expect(places).toBeGreaterThan(0);
      expect(places * size * 4).toBeLessThanOrEqual(128 * 1024 * 1024);
    }
    expect(new Set(toForcedCounts(1, ids, 32_000).values())).toEqual(new Set([3]));
    const few = toForcedCounts(1, ids, 151_936);
    expect(few.size).toBe(220);
    expect([...few.keys()]).not.toEqual(ids.slice(0, 220));
    expect([...toForcedCounts(2, ids, 151_936).keys()]).not.toEqual([...few.keys()]);
  });

  test('are all of a short output, a part of a long one by seed', () => {
    expect(toForcedPositions(1, 's1', 3, 16)).toEqual([0, 1, 2]);
    const drawn = toForcedPositions(1, 's1', 200, 16);
    expect(new Set(drawn).size).toBe(16);
    expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
    expect(toForcedPositions(1, 's1', 200, 16)).toEqual(drawn);
    expect(toForcedPositions(2, 's1', 200, 16)).not.toEqual(drawn);
  });

  test('are of the first epoch that the original completed, where the replica completed it too', () => {
    const trial = (conditionId: string, sampleId: string, epoch: number) => ({ conditionId, sampleId, epoch });
    const pairs = toFirstPairs([
      trial('original', 'a', 2),
      trial('original', 'a', 3),
      trial('original', 'b', 1),
      trial('q8', 'a', 1),
      trial('q8', 'a', 2),
      trial('q8', 'b', 2),
      trial('q4', 'b', 1),
    ]);
    expect(pairs.map(({ replica }) => replica)).toEqual([trial('q8', 'a', 2), trial('q4', 'b', 1)]);
  });
});
