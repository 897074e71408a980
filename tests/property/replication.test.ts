import { toMeanDifference } from '#core/replication/cell-rates.ts';
import { compareRuns } from '#core/replication/compare-runs.ts';
import { countTail } from '#core/replication/count-tail.ts';
import type { CellCounts } from '#core/replication/label-null.ts';
import { toCellNull } from '#core/replication/label-null.ts';
import type { ReplicationSide } from '#core/replication/pair-runs.ts';
import { testLabels } from '#core/replication/permutation-test.ts';
import { probPracticallyEqual } from '#core/replication/practical-equality.ts';
import { Replication } from '#core/replication/replication.ts';
import type { RunCell } from '#core/replication/run-cells.ts';
import { createRng } from '#core/rng/rng.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { buildRunRows, RIGHT, WRONG } from '../unit/harness/analyse-fixtures.ts';

const noDraws = { permutations: 1, drawIndex: (): number => 0 };

/** A prompt of one sample with up to four trials in each run. */
const cellCounts = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.boolean())
  .chain(([trialsA, trialsB, isPaired]): fc.Arbitrary<CellCounts> =>
    isPaired
      ? fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: trialsA, maxLength: trialsA }).map((pairs) => ({
          trialsA,
          successesA: pairs.filter(([a]) => a).length,
          trialsB: trialsA,
          successesB: pairs.filter(([, b]) => b).length,
          discordantPairs: pairs.filter(([a, b]) => a !== b).length,
        }))
      : fc.record({
          trialsA: fc.constant(trialsA),
          successesA: fc.integer({ min: 0, max: trialsA }),
          trialsB: fc.constant(trialsB),
          successesB: fc.integer({ min: 0, max: trialsB }),
          discordantPairs: fc.constant(null),
        }),
  );

const cellLists = fc
  .array(cellCounts, { minLength: 1, maxLength: 5 })
  .map((list) =>
    list.map((cell, index): RunCell => ({ ...cell, sampleId: `s${index}`, clusterId: `s${index}`, cellsOfSample: 1 })),
  );

describe('the null of a cell', () => {
  test.prop([cellCounts])('is a distribution around 0 that holds what was seen', (cell) => {
    const { differences, probabilities } = toCellNull(cell);
    const toMean = (values: readonly number[]): number =>
      values.reduce((sum, value, index) => sum + value * (probabilities[index] ?? 0), 0);
    expect(toMean(differences.map(() => 1))).toBeCloseTo(1, 12);
    expect(toMean(differences)).toBeCloseTo(0, 12);
    const seen = cell.successesA / cell.trialsA - cell.successesB / cell.trialsB;
    expect(differences.some((difference) => Math.abs(difference - seen) < 1e-12)).toBe(true);
  });
});

describe('the permutation tests', () => {
  test.prop([cellLists])('do not care which run is called A, nor for the order of prompts', (cells) => {
    const swapped = cells.toReversed().map((cell) => ({
      ...cell,
      trialsA: cell.trialsB,
      successesA: cell.successesB,
      trialsB: cell.trialsA,
      successesB: cell.successesA,
    }));
    const there = testLabels(cells, noDraws);
    const back = testLabels(swapped, noDraws);
    for (const name of ['squares', 'mean'] as const) {
      expect(back[name]?.pValue ?? 9).toBeCloseTo(there[name]?.pValue ?? 9, 10);
      expect(back[name]?.statistic ?? 9).toBeCloseTo(there[name]?.statistic ?? 9, 10);
    }
    expect(toMeanDifference(swapped).value).toBeCloseTo(-(toMeanDifference(cells).value ?? 9), 10);
  });

  test.prop([cellLists, fc.constantFrom(0.05, 0.2, 0.5)])('reject at a level at most that often', (cells, level) => {
    // Every relabelling of the successes of A, with its chance; each is tested as if it had been seen.
    const free = cells.map((cell) => ({ ...cell, discordantPairs: null }));
    let rejected = 0;
    const visit = (index: number, chosen: readonly RunCell[], chance: number): void => {
      const cell = free[index];
      if (cell === undefined) {
        if ((testLabels(chosen, noDraws).squares?.pValue ?? 1) <= level) rejected += chance;
        return;
      }
      const { differences, probabilities } = toCellNull(cell);
      const total = cell.successesA + cell.successesB;
      const least = Math.max(0, total - cell.trialsB);
      for (const place of differences.keys()) {
        const relabelled = { ...cell, successesA: least + place, successesB: total - least - place };
        visit(index + 1, [...chosen, relabelled], chance * (probabilities[place] ?? 0));
      }
    };
    visit(0, [], 1);
    expect(rejected).toBeLessThanOrEqual(level + 1e-9);
  });
});

const terms = fc.array(
  fc
    .array(fc.integer({ min: -6, max: 6 }), { minLength: 2, maxLength: 3 })
    .filter((values) => new Set(values).size > 1),
  { minLength: 1, maxLength: 4 },
);

test.prop([terms, fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 15 })])(
  'a counted tail is that of an enumeration',
  (lists, fixed, observed) => {
    const weighted = lists.map((values) => ({ values, probabilities: values.map(() => 1 / values.length) }));
    const sums = lists.reduce<readonly number[]>(
      (starts, values) => starts.flatMap((start) => values.map((value) => start + value)),
      [fixed],
    );
    const expected = sums.filter((sum) => Math.abs(sum) >= observed).length / sums.length;
    expect(countTail(weighted, fixed, observed)).toBeCloseTo(expected, 12);
  },
);

const count = fc.integer({ min: 0, max: 200 });

test.prop([count, count, count, count, fc.double({ min: 0.01, max: 0.5, noNaN: true })], { numRuns: 40 })(
  'practical equality is a probability, symmetric, and grows with the margin',
  (both, onlyA, onlyB, neither, delta) => {
    const value = probPracticallyEqual({ both, onlyA, onlyB, neither }, delta);
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(1);
    expect(probPracticallyEqual({ both, onlyA: onlyB, onlyB: onlyA, neither }, delta)).toBeCloseTo(value, 6);
    expect(probPracticallyEqual({ both, onlyA, onlyB, neither }, delta * 1.5)).toBeGreaterThanOrEqual(value - 1e-6);
  },
);

/** A side of six samples and three epochs whose outcomes come from bits. */
function buildSide(outcomes: readonly boolean[], masterSeed: number): ReplicationSide {
  const samples = buildSamples(6);
  const { protocol } = buildConfig(samples);
  const config = { protocol: { ...protocol, masterSeed, epochs: { baseline: 3, perturbed: 1 } } };
  const toOutcome = ({ sampleId, epoch }: { readonly sampleId: string; readonly epoch: number }) =>
    outcomes[(Number(sampleId.replace('sample-', '')) - 1) * 3 + epoch - 1] === true ? RIGHT : WRONG;
  return { ...buildRunRows({ samples, config, toOutcome }), effective: null };
}

const bits = fc.array(fc.boolean(), { minLength: 18, maxLength: 18 });

describe('a comparison of runs', () => {
  const compare = (a: ReplicationSide, b: ReplicationSide): Replication => {
    const rng = createRng(1);
    return compareRuns(a, b, {
      delta: 0.05,
      acceptsOtherSeed: true,
      permutations: 99,
      drawIndex: (size) => rng.int(0, size - 1),
    });
  };

  test.prop([bits, bits, fc.constantFrom(1, 2)])(
    'has a valid result that does not depend on sides or row order',
    (a, b, seed) => {
      const sideA = buildSide(a, 1);
      const sideB = buildSide(b, seed);
      const there = compare(sideA, sideB);
      expect(Replication.parse(there)).toEqual(there);
      expect(compare(sideB, sideA).verdict).toBe(there.verdict);
      const shuffled = { ...sideB, transcripts: sideB.transcripts.toReversed(), scores: sideB.scores.toReversed() };
      expect(compare(sideA, shuffled)).toEqual(there);
    },
  );

  test.prop([bits])('of a run with itself is bit-exact', (a) => {
    expect(compare(buildSide(a, 1), buildSide(a, 1)).verdict).toBe('BIT_EXACT');
  });
});
