import { hypervolume, toCostFrontier, toUpperHull } from '#core/metrics/hypervolume.ts';
import { dominates, toFrontier } from '#core/metrics/pareto-frontier.ts';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

const REFERENCE = { cost: 10, quality: 0 };
const clouds = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), { minLength: 2, maxLength: 12 })
  .map((entries) => entries.map(([cost, quality], index) => ({ id: String(index), cost, quality })));

test.prop([clouds])('every point is on the frontier or dominated by one that is', (points) => {
  const named = points.map(({ id, cost, quality }) => ({ id, values: [cost, quality] }));
  const frontier = toFrontier(named, ['low', 'high']);
  expect(frontier.length).toBeGreaterThan(0);
  for (const point of named) {
    const isKept = frontier.includes(point);
    expect(frontier.some((other) => dominates(other.values, point.values, ['low', 'high']))).toBe(!isKept);
  }
});

test.prop([clouds, clouds])(
  'the hypervolume never falls when points are added, and the order does not matter',
  (a, b) => {
    const both = [...a, ...b.map((point) => ({ ...point, id: `b${point.id}` }))];
    const area = hypervolume(both, REFERENCE) ?? Number.NaN;
    expect(area).toBeGreaterThanOrEqual(hypervolume(a, REFERENCE) ?? Number.NaN);
    expect(hypervolume(both.toReversed(), REFERENCE)).toBeCloseTo(area, 9);
  },
);

test.prop([clouds])('the hull is a concave part of the frontier with its ends', (points) => {
  const frontier = toCostFrontier(points);
  const hull = toUpperHull(points);
  expect(hull.every((point) => frontier.includes(point))).toBe(true);
  expect([hull[0]?.cost, hull.at(-1)?.cost]).toEqual([frontier[0]?.cost, frontier.at(-1)?.cost]);
  const slopes = hull.slice(1).flatMap((point, index) => {
    const before = hull[index];
    return before === undefined || before.cost === point.cost
      ? []
      : [(point.quality - before.quality) / (point.cost - before.cost)];
  });
  for (const [index, slope] of slopes.slice(1).entries())
    expect(slope).toBeLessThanOrEqual((slopes[index] ?? 0) + 1e-9);
});
