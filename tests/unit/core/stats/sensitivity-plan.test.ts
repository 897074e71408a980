import { expect, test } from 'vitest';
import { equivalencePower } from '#core/replication/equivalence-power.ts';
import { EXAMPLE_VARIANCES } from '#core/stats/example-variances.ts';
import { planSensitivity } from '#core/stats/sensitivity-plan.ts';

const question = { delta: 0.03, alpha: 0.05, power: 0.8, epochs: { a: 1, b: 1 }, level: 0.95 };

test('a plan has the numbers that METRICS §1.5 prints', () => {
  const once = planSensitivity(EXAMPLE_VARIANCES, { n: 198, clusters: 198 }, question);
  expect(once.samplesRequired).toBe(3876);
  expect(once.smallestDifference).toBeCloseTo(0.132733, 6);
  const tenfold = planSensitivity(
    EXAMPLE_VARIANCES,
    { n: 198, clusters: 198 },
    { ...question, epochs: { a: 10, b: 10 } },
  );
  expect(tenfold.samplesRequired).toBe(1260);
  expect(tenfold.smallestDifference).toBeCloseTo(0.07567, 6);
});

test('more epochs narrow the interval down to the floor and no further', () => {
  const counts = { n: 100, clusters: 100 };
  const at = (epochs: number): ReturnType<typeof planSensitivity> =>
    planSensitivity(EXAMPLE_VARIANCES, counts, { ...question, epochs: { a: epochs, b: epochs } });
  expect(at(4).halfWidth).toBeLessThan(at(1).halfWidth ?? 0);
  expect(at(4).floor).toBe(at(1).floor);
  expect(at(100_000).halfWidth).toBeCloseTo(at(1).floor ?? 0, 4);
  // t(99, .975) = 1.984217, √(1/12/100) = .028868.
  expect(at(1).floor).toBeCloseTo(1.984217 * 0.0288675, 6);
});

test('a single cluster has no interval, and the power of a replication is that of its own formula', () => {
  const plan = planSensitivity(EXAMPLE_VARIANCES, { n: 5, clusters: 1 }, question);
  expect(plan).toMatchObject({ smallestDifference: null, halfWidth: null, floor: null });
  const clustered = planSensitivity(EXAMPLE_VARIANCES, { n: 300, clusters: 200 }, { ...question, delta: 0.1 });
  expect(clustered.equivalencePower).toBe(
    equivalencePower({ samples: 200, trials: 1, trialVariance: 1 / 6, delta: 0.1 }),
  );
});
