import { countTail } from '#core/replication/count-tail.ts';
import { MAX_DIFFERENCES, toDesignDifferences } from '#core/replication/design-differences.ts';
import { equivalencePower, samplesToEquivalence } from '#core/replication/equivalence-power.ts';
import { isAllExact, toExactShare } from '#core/replication/exact-share.ts';
import { toCellNull } from '#core/replication/label-null.ts';
import { mcNemar } from '#core/replication/mcnemar.ts';
import { testLabels } from '#core/replication/permutation-test.ts';
import { probPracticallyEqual } from '#core/replication/practical-equality.ts';
import { toLowestVerdict, toVerdict } from '#core/replication/verdict.ts';
import { createRng } from '#core/rng/rng.ts';
import { describe, expect, test } from 'vitest';

function createSettings(permutations = 9999) {
  const rng = createRng(1);
  return { permutations, drawIndex: (size: number) => rng.int(0, size - 1) };
}

/** Cells of one prompt per sample, K trials in each run. */
function toCells(k: number, a: readonly number[], b: readonly number[]) {
  return a.map((successesA, index) => ({
    trialsA: k,
    successesA,
    trialsB: k,
    successesB: b[index] ?? 0,
    discordantPairs: null,
    cellsOfSample: 1,
  }));
}

describe('the permutation tests', () => {
  test('have the printed exact p-value: A = 2, 2, 1, 0 and B = 0, 1, 1, 1 of 2', () => {
    const { squares } = testLabels(toCells(2, [2, 2, 1, 0], [0, 1, 1, 1]), createSettings());
    expect(squares?.statistic).toBeCloseTo(1.5, 12);
    expect(squares?.pValue).toBeCloseTo(0.555556, 6);
    expect(squares?.isExact).toBe(true);
  });

  test('drawn and counted agree', () => {
    const random = createRng(3);
    const draw = () => Array.from({ length: 40 }, () => random.int(0, 5));
    const cells = toCells(5, draw(), draw());
    const exact = testLabels(cells, createSettings());
    // One cell of 4999 and 4973 trials makes the lattice too fine to count.
    const fine = {
      trialsA: 4999,
      successesA: 2500,
      trialsB: 4973,
      successesB: 2487,
      discordantPairs: null,
      cellsOfSample: 1,
    };
    const drawn = testLabels([...cells, fine], createSettings());
    expect([exact.squares?.isExact, drawn.squares?.isExact]).toEqual([true, false]);
    expect(drawn.squares?.pValue).toBeCloseTo(exact.squares?.pValue ?? 9, 1);
    expect(drawn.mean?.pValue).toBeCloseTo(exact.mean?.pValue ?? 9, 1);
  });

  test('swap the labels of pairs with the same noise', () => {
    // Three discordant pairs of four, all for A: 1 of 4 sign patterns is as extreme, and its mirror image.
    const cell = { trialsA: 4, successesA: 3, trialsB: 4, successesB: 0, discordantPairs: 3, cellsOfSample: 1 };
    expect(toCellNull(cell)).toEqual({
      differences: [-0.75, -0.25, 0.25, 0.75],
      probabilities: [1 / 8, 3 / 8, 3 / 8, 1 / 8],
    });
    expect(testLabels([cell], createSettings()).mean?.pValue).toBeCloseTo(0.25, 12);
  });

  test('have nothing to test where no relabelling changes a thing', () => {
    expect(testLabels(toCells(5, [0, 5], [0, 5]), createSettings())).toEqual({ squares: null, mean: null });
    expect(testLabels([], createSettings())).toEqual({ squares: null, mean: null });
    // One trial each: squares stay, the mean may move.
    const single = testLabels(toCells(1, [1, 0], [0, 0]), createSettings());
    expect(single.squares).toBeNull();
    expect(single.mean?.pValue).toBe(1);
  });

  test('weigh samples equally, however many prompts they have', () => {
    const two = toCells(4, [4, 4], [0, 0]).map((cell) => ({ ...cell, cellsOfSample: 2 }));
    const one = toCells(4, [0], [4]);
    expect(testLabels([...two, ...one], createSettings()).mean?.statistic).toBeCloseTo(0, 12);
  });

  test('give up counting when it would cost too much', () => {
    const wide = Array.from({ length: 200 }, () => ({ values: [0, 1, 700_001], probabilities: [0.3, 0.3, 0.4] }));
    expect(countTail(wide, 0, 5)).toBeNull();
    expect(countTail([{ values: [0, 2], probabilities: [0.25, 0.75] }], -1, 1)).toBe(1);
  });
});

describe("McNemar's test", () => {
  test.each([
    [6, 3, 0.507_812_5, 0.343_75],
    [10, 2, 0.038_574, 0.022_461],
    [0, 0, 1, 1],
    [4, 4, 1, 1],
  ])('of %d against %d has the printed p-values', (b, c, exact, mid) => {
    const result = mcNemar(b, c);
    expect(result.exactPValue).toBeCloseTo(exact, 6);
    expect(result.midPValue).toBeCloseTo(mid, 6);
  });
});

describe('practical equality', () => {
  const outcomes = { both: 70, onlyA: 6, onlyB: 3, neither: 21 };

  test('has the printed probabilities', () => {
    expect(probPracticallyEqual(outcomes, 0.05)).toBeCloseTo(0.756481, 6);
    expect(probPracticallyEqual(outcomes, 0.1)).toBeCloseTo(0.984457, 6);
  });

  test('grows with agreement and is near 1 for equal runs', () => {
    expect(probPracticallyEqual({ both: 500, onlyA: 0, onlyB: 0, neither: 0 }, 0.05)).toBeGreaterThan(0.999);
    expect(probPracticallyEqual({ both: 0, onlyA: 30, onlyB: 0, neither: 0 }, 0.05)).toBeLessThan(1e-6);
    expect(probPracticallyEqual({ both: 0, onlyA: 0, onlyB: 0, neither: 1 }, 0.05)).toBeGreaterThan(0);
  });
});

describe('the power to conclude EQUIVALENT', () => {
  test('is that of two one-sided tests less the level', () => {
    // SE = √(2 · .25 / 1000) = .02236; .05/SE − 1.645 = .5912; 2Φ − 1 = .4456.
    expect(equivalencePower({ samples: 200, trials: 5, trialVariance: 0.25, delta: 0.05 })).toBeCloseTo(0.3956, 3);
    expect(equivalencePower({ samples: 10, trials: 1, trialVariance: 0.25, delta: 0.05 })).toBe(0);
    expect(equivalencePower({ samples: 10, trials: 1, trialVariance: 0, delta: 0.05 })).toBe(0.95);
  });

  test('reaches .8 at the number of samples that it asks for', () => {
    const samples = samplesToEquivalence(Math.sqrt((2 * 0.2) / 5), 0.05);
    const toPower = (n: number) => equivalencePower({ samples: n, trials: 5, trialVariance: 0.2, delta: 0.05 });
    expect(toPower(samples)).toBeGreaterThanOrEqual(0.8);
    expect(toPower(samples - 2)).toBeLessThan(0.8);
  });

  test('of samples that never differ is a bound on those not seen', () => {
    expect(samplesToEquivalence(0, 0.05)).toBe(59);
  });
});

describe('exact shares', () => {
  test('bound the share of identical samples as printed: 100 of 100', () => {
    const trials = Array.from({ length: 100 }, (_, index) => ({ sampleId: `s${index}`, isIdentical: true }));
    expect(toExactShare(trials).lowerBound).toBeCloseTo(0.970487, 6);
  });

  test('count a sample once, and only when all its trials are identical', () => {
    const share = toExactShare([
      { sampleId: 'a', isIdentical: true },
      { sampleId: 'a', isIdentical: false },
      { sampleId: 'b', isIdentical: true },
    ]);
    expect(share).toMatchObject({ trials: 3, identicalTrials: 2, samples: 2, identicalSamples: 1 });
    expect(isAllExact(share)).toBe(false);
    expect(isAllExact(toExactShare([]))).toBe(false);
    expect(toExactShare([]).lowerBound).toBeNull();
    expect(isAllExact(null)).toBe(false);
  });
});

describe('design differences', () => {
  test('name leaves by their path, missing ones as null', () => {
    const a = { decoding: { temperature: 1 }, models: [{ dtype: 'fp32' }], same: [1, 2], only: true };
    const b = { decoding: { temperature: 0 }, models: [{ dtype: 'q4' }, { dtype: 'q8' }], same: [1, 2] };
    expect(toDesignDifferences(a, b)).toEqual([
      { path: 'decoding.temperature', a: '1', b: '0' },
      { path: 'models[0].dtype', a: '"fp32"', b: '"q4"' },
      { path: 'models[1]', a: null, b: '{"dtype":"q8"}' },
      { path: 'only', a: 'true', b: null },
    ]);
  });

  test('are cut in number and length', () => {
    const many = Array.from({ length: 80 }, (_, index) => index);
    expect(
      toDesignDifferences(
        many,
        many.map((value) => value + 1),
      ),
    ).toHaveLength(MAX_DIFFERENCES);
    const [long] = toDesignDifferences('x'.repeat(500), 'y');
    expect(long?.a).toHaveLength(200);
    expect(toDesignDifferences({ a: [] }, { a: {} })).toEqual([{ path: 'a', a: '[]', b: '{}' }]);
  });
});

describe('the verdict', () => {
  const interval = { lower: -0.01, upper: 0.02, level: 0.9, sides: 'two' as const, method: 'CI-T' };
  const inside = { value: 0.005, reason: null, interval, n: 200, clusters: 200, isInside: true };
  const evidence = {
    isBitExact: false,
    isAnswerExact: false,
    squaresTest: null,
    meanTest: null,
    difference: inside,
    delta: 0.05,
  };
  const toTest = (adjustedPValue: number) => ({ statistic: 1, pValue: 0.01, adjustedPValue, isExact: true });

  test.each([
    ['BIT_EXACT', { isBitExact: true, isAnswerExact: true }],
    ['ANSWER_EXACT', { isAnswerExact: true }],
    ['EQUIVALENT', {}],
    ['EQUIVALENT', { squaresTest: toTest(0.3), meanTest: toTest(0.06) }],
    ['DIFFERENT', { squaresTest: toTest(0.05) }],
    ['INCONCLUSIVE', { meanTest: toTest(0.04) }],
    ['DIFFERENT', { meanTest: toTest(0.04), difference: { ...inside, isInside: false } }],
    ['INCONCLUSIVE', { meanTest: toTest(0.5), difference: { ...inside, isInside: false } }],
    ['NOT_COMPARABLE', { difference: { ...inside, value: null } }],
  ] as const)('is %s for %j', (verdict, change) => {
    const result = toVerdict({ ...evidence, ...change });
    expect(result.verdict).toBe(verdict);
    expect(result.reasons.length).toBeGreaterThan(0);
  });

  test('of several comparisons is the lowest', () => {
    expect(toLowestVerdict(['BIT_EXACT', 'EQUIVALENT', 'ANSWER_EXACT'])).toBe('EQUIVALENT');
    expect(toLowestVerdict(['DIFFERENT', 'BIT_EXACT'])).toBe('DIFFERENT');
    expect(toLowestVerdict([])).toBe('NOT_COMPARABLE');
  });
});
