import { describe, expect, test } from 'vitest';
import { chooseSamples, parseSubsetText, toSubsetPower, toSubsetText } from '#core/replication/subset.ts';
import { mde } from '#core/stats/sample-size.ts';
import { buildFoldedRun } from '#tests/support/builders-bundle-members.ts';

const ids = Array.from({ length: 40 }, (_, index) => `s${String(index)}`);

describe('a random part of the samples', () => {
  test('is the same for the same seed, another for another, and in the order of the task', () => {
    const one = chooseSamples(ids, { samples: 10, seed: 7 });
    expect(one).toHaveLength(10);
    expect(chooseSamples(ids, { samples: 10, seed: 7 })).toEqual(one);
    expect(chooseSamples(ids, { samples: 10, seed: 8 })).not.toEqual(one);
    expect(one.map((id) => ids.indexOf(id))).toEqual(one.map((id) => ids.indexOf(id)).toSorted((a, b) => a - b));
  });

  test('is all of them where as many or more are asked for', () => {
    expect(chooseSamples(ids, { samples: 40, seed: 1 })).toEqual(ids);
    expect(chooseSamples(ids, { samples: 99, seed: 1 })).toEqual(ids);
  });

  test('takes each sample equally often over seeds', () => {
    const counts = new Map(ids.map((id) => [id, 0]));
    for (let seed = 0; seed < 2000; seed += 1)
      for (const id of chooseSamples(ids, { samples: 10, seed })) counts.set(id, (counts.get(id) ?? 0) + 1);
    // 2000 draws with p = ¼: sd 19.4; five of them.
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(97);
  });

  test('stands in an address as samples and seed', () => {
    expect(parseSubsetText(toSubsetText({ samples: 32, seed: 4_294_967_295 }))).toEqual({
      samples: 32,
      seed: 4_294_967_295,
    });
    for (const text of ['', '0@1', '3', '3@-1', '3@4294967296', 'x@1', '3@1 '])
      expect(parseSubsetText(text)).toBeNull();
  });
});

describe('what a part can show', () => {
  const { rows } = buildFoldedRun();

  test('more samples show more', () => {
    const few = toSubsetPower(rows, 5, 0.05);
    const many = toSubsetPower(rows, 500, 0.05);
    expect(many.detectableShare).toBeLessThan(few.detectableShare);
    expect(many.smallestDifference).toBeLessThan(few.smallestDifference);
    expect(many.equivalencePower).toBeGreaterThanOrEqual(few.equivalencePower);
    // The rule of three, exactly: 1 − .05^(1/5).
    expect(few.detectableShare).toBeCloseTo(0.45072, 5);
  });

  test('with one trial a prompt the noise is that of a fair coin', () => {
    const first = rows.scores.filter(({ epoch }) => epoch === 1);
    const trials = first.filter(({ model }) => model === rows.config.models[0]?.modelId).length / rows.samples.length;
    const noiseVariance = (2 * 0.25) / Math.max(1, trials);
    const expected = mde({ differenceVariance: 0, noiseVariance, alpha: 0.05, power: 0.8 }, 20);
    expect(toSubsetPower({ ...rows, scores: first }, 20, 0.05).smallestDifference).toBeCloseTo(expected ?? 0, 12);
  });
});
