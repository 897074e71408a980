import { hypervolume, toCostFrontier, toUpperHull, type CostQuality } from '#core/metrics/hypervolume.ts';
import { dominates, toFrontier } from '#core/metrics/pareto-frontier.ts';
import { paretoUncertainty } from '#core/metrics/pareto-uncertainty.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';

const POINTS: readonly CostQuality[] = [
  { id: 'F', cost: 2, quality: 0.65 },
  { id: 'E', cost: 6, quality: 0.83 },
  { id: 'A', cost: 1, quality: 0.6 },
  { id: 'B', cost: 2, quality: 0.7 },
  { id: 'C', cost: 3, quality: 0.68 },
  { id: 'D', cost: 4, quality: 0.82 },
];
const toIds = (points: readonly CostQuality[]) => points.map(({ id }) => id).join('');

describe('the frontier of the printed points', () => {
  test('is ABDE, and so is its hull', () => {
    expect(toIds(toCostFrontier(POINTS))).toBe('ABDE');
    expect(toIds(toUpperHull(POINTS))).toBe('ABDE');
  });

  test('encloses the printed hypervolume', () => {
    expect(hypervolume(POINTS, { cost: 10, quality: 0 })).toBeCloseTo(6.96, 12);
  });

  test('encloses only what is better than the reference', () => {
    expect(hypervolume(POINTS, { cost: 3, quality: 0.65 })).toBeCloseTo(0.05, 12);
    expect(hypervolume(POINTS, { cost: 1, quality: 0 })).toBe(0);
    expect(hypervolume(POINTS.slice(0, 1), { cost: 10, quality: 0 })).toBeNull();
  });

  test('loses a point that a mixture of its neighbours beats', () => {
    const dented = [...POINTS.filter(({ id }) => id !== 'B'), { id: 'B', cost: 2, quality: 0.66 }];
    expect(toIds(toCostFrontier(dented))).toBe('ABCDE');
    expect(toIds(toUpperHull(dented))).toBe('ADE');
    const doubled = dented.flatMap((point) => [point, { ...point, id: point.id.toLowerCase() }]);
    expect(toIds(toUpperHull(doubled))).toBe('AaDdEe');
  });
});

describe('dominance', () => {
  test('keeps duplicates and needs one axis to be better', () => {
    const points = ['a', 'b'].map((id) => ({ id, values: [1, 1] }));
    expect(toFrontier(points, ['low', 'high'])).toHaveLength(2);
    expect(dominates([1, 2], [1, 1], ['low', 'high'])).toBe(true);
    expect(dominates([1, 1], [1, 1], ['low', 'high'])).toBe(false);
    expect(dominates([0, 0], [1, 1], ['low', 'high'])).toBe(false);
  });

  test('works on three axes', () => {
    const points = [
      { id: 'a', values: [1, 0.5, 100] },
      { id: 'b', values: [1, 0.5, 200] },
      { id: 'c', values: [2, 0.9, 300] },
    ];
    expect(toFrontier(points, ['low', 'high', 'low']).map(({ id }) => id)).toEqual(['a', 'c']);
  });
});

describe('chance to be on the frontier', () => {
  const settings = () => createIntervalSettings();
  const toSamples = (count: number, toValues: (index: number) => readonly (readonly number[])[]) =>
    Array.from({ length: count }, (_, index) => ({ clusterId: `c${index}`, values: toValues(index) }));

  test('is certain for a configuration that is better on every sample', () => {
    const samples = toSamples(12, (index) => [
      [1, 1],
      [2 + (index % 3), 0],
    ]);
    const result = paretoUncertainty(samples, ['low', 'high'], settings());
    expect(result).toEqual({
      reason: null,
      onFrontier: [1, 0],
      dominates: [
        [0, 1],
        [0, 0],
      ],
      n: 12,
      clusters: 12,
    });
  });

  test('pairs configurations by sample: equal ones never dominate each other, however much samples differ', () => {
    const samples = toSamples(12, (index) => [
      [index, index % 2],
      [index, index % 2],
    ]);
    expect(paretoUncertainty(samples, ['low', 'high'], settings())).toMatchObject({
      onFrontier: [1, 1],
      dominates: [
        [0, 0],
        [0, 0],
      ],
    });
  });

  test('is between where the evidence is', () => {
    const samples = toSamples(20, (index) => [
      [1, index % 2],
      [1, index % 3 === 0 ? 1 : 0],
    ]);
    const result = paretoUncertainty(samples, ['low', 'high'], settings());
    if (result.reason !== null) throw new Error(result.reason);
    expect(result.onFrontier[0]).toBeGreaterThan(0.5);
    expect(result.onFrontier[1]).toBeGreaterThan(0);
    expect(result.onFrontier[1]).toBeLessThan(0.5);
  });

  test('needs two configurations and ten clusters', () => {
    const one = toSamples(12, () => [[1, 1]]);
    expect(paretoUncertainty(one, ['low', 'high'], settings()).reason).toMatch('at least 2 configurations');
    expect(paretoUncertainty([], ['low', 'high'], settings()).reason).toMatch('at least 2 configurations');
    const few = toSamples(9, () => [[1], [2]]);
    expect(paretoUncertainty(few, ['low'], settings()).reason).toMatch('at least 10 clusters');
  });
});
