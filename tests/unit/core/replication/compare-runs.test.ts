import { compareRuns } from '#core/replication/compare-runs.ts';
import type { ReplicationSide } from '#core/replication/pair-runs.ts';
import { DEFAULT_DELTA, DEFAULT_PERMUTATIONS } from '#core/replication/replication-settings.ts';
import { Replication } from '#core/replication/replication.ts';
import { createRng } from '#core/rng/rng.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { describe, expect, test } from 'vitest';
import type { RunDesign } from '../../harness/analyse-fixtures.ts';
import { buildRunRows, RIGHT, WRONG } from '../../harness/analyse-fixtures.ts';

function compare(a: ReplicationSide, b: ReplicationSide): Replication {
  const rng = createRng(1);
  const drawIndex = (size: number): number => rng.int(0, size - 1);
  return compareRuns(a, b, {
    delta: DEFAULT_DELTA,
    acceptsOtherSeed: true,
    permutations: DEFAULT_PERMUTATIONS,
    drawIndex,
  });
}

/** A side of `count` samples with `baseline` epochs each. */
function buildSide(count: number, epochs: number, design: RunDesign = {}, masterSeed = 7): ReplicationSide {
  const samples = buildSamples(count);
  const { protocol } = buildConfig(samples);
  const config = { protocol: { ...protocol, masterSeed, epochs: { baseline: epochs, perturbed: 1 } } };
  return { ...buildRunRows({ samples, ...design, config: { ...config, ...design.config } }), effective: null };
}

function toIndex(sampleId: string): number {
  return Number(sampleId.replace('sample-', ''));
}

/** Other tokens for some trials, with what they are compared by. */
function withTokens(
  side: ReplicationSide,
  change: (sampleId: string, epoch: number) => number[] | null,
): ReplicationSide {
  const toLogprob = (token: number) => ({ token, logprob: -0.7, runnerUp: token + 1, runnerUpLogprob: -0.705 });
  return {
    ...side,
    transcripts: side.transcripts.map((row) => {
      const outputTokenIds = change(row.sampleId, row.epoch) ?? row.outputTokenIds ?? [];
      return { ...row, outputTokenIds, logprobs: outputTokenIds.map(toLogprob) };
    }),
  };
}

describe('two equal runs', () => {
  const side = buildSide(20, 5);
  const replication = compare(side, side);

  test('are bit-exact, and have the schema of replication.json', () => {
    expect(Replication.parse(replication)).toEqual(replication);
    expect(replication).toMatchObject({
      verdict: 'BIT_EXACT',
      seeds: 'equal',
      designDifferences: [],
      expectedClass: null,
    });
    expect(replication.bitExact[0]?.exact).toMatchObject({ trials: 100, identicalTrials: 100, identicalSamples: 20 });
    expect(replication.bitExact[0]?.divergence).toMatchObject({ trials: 0, first: null, medianTokenIndex: null });
  });

  test('have nothing to test and no difference', () => {
    const [comparison] = replication.comparisons;
    expect(comparison).toMatchObject({ squaresTest: null, meanTest: null, samplesToDecide: null, mcNemar: null });
    expect(comparison?.difference.value).toBe(0);
    expect(comparison?.discordance).toMatchObject({ value: 0, noiseFloor: 0, kappa: null });
  });
});

describe('runs with the same noise', () => {
  const a = withTokens(buildSide(20, 5), () => [4, 5, 6]);

  test('and the same answers by other tokens are answer-exact, with the place where they part', () => {
    const b = withTokens(a, (sampleId, epoch) => (toIndex(sampleId) === 3 && epoch > 3 ? [4, 5, 9, 9] : null));
    const replication = compare(a, b);
    expect(replication.verdict).toBe('ANSWER_EXACT');
    expect(replication.bitExact[0]).toMatchObject({
      exact: { trials: 100, identicalTrials: 98, identicalSamples: 19 },
      divergence: {
        trials: 2,
        medianTokenIndex: 2,
        smallGapShare: 1,
        first: { sampleId: 'sample-3', epoch: 4, tokenIndex: 2, tokenA: 6, tokenB: 9 },
      },
      maxLogprobDifference: 0,
      unpaired: 0,
    });
    expect(replication.bitExact[0]?.divergence?.first?.gapA).toBeCloseTo(0.005, 12);
  });

  test('one output beginning with the other part at the end of the shorter', () => {
    const b = withTokens(a, (sampleId) => (toIndex(sampleId) === 1 ? [4, 5] : null));
    expect(compare(a, b).bitExact[0]?.divergence?.first).toMatchObject({
      tokenIndex: 2,
      tokenA: 6,
      tokenB: null,
      gapB: null,
    });
  });

  test('and another prompt are not bit-exact', () => {
    const b = {
      ...a,
      transcripts: a.transcripts.map((row) => ({ ...row, promptTokenIds: [...row.promptTokenIds, 1] })),
    };
    expect(compare(a, b).verdict).toBe('ANSWER_EXACT');
    expect(compare(a, b).bitExact[0]?.exact?.identicalTrials).toBe(0);
  });

  test('do not climb over a trial that one of them lacks', () => {
    const b = { ...a, transcripts: a.transcripts.slice(1) };
    const replication = compare(a, b);
    expect(replication.bitExact[0]?.unpaired).toBe(1);
    expect(replication.verdict).toBe('INCONCLUSIVE');
    // 20 samples that never differ leave up to 13.9 % of unlike ones possible.
    expect(replication.comparisons[0]?.samplesToDecide).toBe(59);
  });

  test('find unparsable answers equal only when their tokens are', () => {
    const unparsable = buildSide(4, 2, { toOutcome: () => ({ answer: null, value: 0, success: 0 }) });
    const other = withTokens(unparsable, () => [8]);
    expect(compare(unparsable, other).comparisons[0]?.answerExact?.identicalTrials).toBe(0);
    expect(compare(unparsable, unparsable).comparisons[0]?.answerExact?.identicalTrials).toBe(8);
  });
});

describe('one trial a sample', () => {
  // METRICS §8: both 70, only A 6, only B 3, neither 21.
  const a = buildSide(100, 1, { toOutcome: ({ sampleId }) => (toIndex(sampleId) <= 76 ? RIGHT : WRONG) });
  const b = buildSide(100, 1, {
    toOutcome: ({ sampleId }) => (toIndex(sampleId) <= 70 || [77, 78, 79].includes(toIndex(sampleId)) ? RIGHT : WRONG),
  });
  const [comparison] = compare(
    a,
    withTokens(b, () => [9]),
  ).comparisons;

  test('has the printed numbers of the ladder', () => {
    expect(comparison?.difference.value).toBeCloseTo(0.03, 12);
    expectInterval(comparison?.difference.interval ?? null, 'CI-BP', -0.023857, 0.082681);
    expect(comparison?.mcNemar?.exactPValue).toBeCloseTo(0.5078125, 9);
    expect(comparison?.mcNemar?.midPValue).toBeCloseTo(0.34375, 9);
    expectInterval(comparison?.discordance.interval ?? null, 'CI-CP', 0.041984, 0.163982);
    expect(comparison?.discordance.value).toBeCloseTo(0.09, 12);
    expect(comparison?.discordance.kappa).toBeCloseTo(0.763407, 6);
    expect(comparison?.discordance.noiseFloor).toBeNull();
    expect(comparison?.probPracticallyEqual).toBeCloseTo(0.756481, 6);
  });

  test('is tested by its mean alone, and inconclusive here', () => {
    expect(comparison?.squaresTest).toBeNull();
    // Swapping nine discordant pairs: the exact McNemar test.
    expect(comparison?.meanTest?.pValue).toBeCloseTo(0.5078125, 9);
    expect(comparison).toMatchObject({ verdict: 'INCONCLUSIVE', difference: { isInside: false } });
    expect(comparison?.samplesToDecide).toBeGreaterThan(100);
  });
});

describe('runs with other noise', () => {
  const passes = (sampleId: string, epoch: number, shift: number): boolean =>
    (toIndex(sampleId) * 7 + epoch * 3 + shift) % 10 < 6;
  const build = (masterSeed: number, shift: number, design: RunDesign = {}): ReplicationSide =>
    buildSide(
      400,
      5,
      { toOutcome: ({ sampleId, epoch }) => (passes(sampleId, epoch, shift) ? RIGHT : WRONG), ...design },
      masterSeed,
    );

  test('of one process are equivalent, whatever their tokens', () => {
    const replication = compare(build(1, 0), build(2, 10));
    expect(replication).toMatchObject({
      verdict: 'EQUIVALENT',
      seeds: 'independent',
      designDifferences: [{ path: 'protocol.masterSeed', a: '1', b: '2' }],
    });
    expect(replication.bitExact[0]?.exact).toBeNull();
    expect(replication.comparisons[0]?.answerExact).toBeNull();
    expect(replication.comparisons[0]?.discordance.noiseFloor).toBeGreaterThan(0.3);
  });

  test('of other processes with the same mean are different', () => {
    const swapped = build(2, 0, { toOutcome: ({ sampleId }) => (toIndex(sampleId) % 5 < 3 ? RIGHT : WRONG) });
    const { verdict, comparisons } = compare(build(1, 0), swapped);
    expect(verdict).toBe('DIFFERENT');
    expect(comparisons[0]?.squaresTest?.adjustedPValue).toBeLessThan(0.001);
    expect(Math.abs(comparisons[0]?.difference.value ?? 1)).toBeLessThan(0.05);
  });

  test('leave out prompts whose text differs', () => {
    const conditions = { 'kbd_typo@1#0': 'L' as const };
    const a = build(1, 0, { conditions });
    const b = build(2, 0, { conditions });
    const drawn = {
      ...b,
      transcripts: b.transcripts.map((row) =>
        row.conditionId === 'original' ? row : { ...row, prompt: 'another draw' },
      ),
    };
    expect(compare(a, drawn).comparisons[0]?.discordance.value).toBeCloseTo(
      compare(build(1, 0), build(2, 0)).comparisons[0]?.discordance.value ?? 9,
      12,
    );
  });
});

describe('runs of other designs', () => {
  test('are not comparable, and the fields are named', () => {
    const a = buildSide(4, 2);
    const { decoding } = a.config;
    const replication = compare(a, buildSide(4, 2, { config: { decoding: { ...decoding, temperature: 0 } } }));
    expect(replication).toMatchObject({ verdict: 'NOT_COMPARABLE', comparisons: [], bitExact: [] });
    expect(replication.designDifferences).toEqual([{ path: 'decoding.temperature', a: '1', b: '0' }]);
  });

  test('may have another name, model name and number of threads', () => {
    const a = buildSide(4, 2);
    const models = a.config.models.map((model) => ({ ...model, modelId: 'other', threads: 4 }));
    const b = buildSide(4, 2, { config: { name: 'again', models } });
    expect(compare(a, b)).toMatchObject({
      verdict: 'BIT_EXACT',
      bitExact: [{ modelA: 'test/scripted', modelB: 'other' }],
    });
  });

  test('without a common trial are not comparable', () => {
    const a = buildSide(4, 2);
    const replication = compare(a, { ...a, transcripts: [], scores: [] });
    expect(replication.verdict).toBe('NOT_COMPARABLE');
    expect(replication.comparisons[0]?.reasons).toEqual(['No trial was completed and judged in both runs.']);
  });
});

test('p-values are adjusted over all scorers', () => {
  const scorers = ['one', 'two'].map((name) => ({
    ...buildConfig(buildSamples(1)).scorers[0],
    name,
    version: 1,
    rules: [{ type: 'exact' as const, families: null, ignoreCase: true, ignoreFinalPunctuation: true }],
  }));
  const build = (limit: number) =>
    buildSide(40, 1, {
      config: { scorers },
      toOutcome: ({ sampleId }) => (toIndex(sampleId) <= limit ? RIGHT : WRONG),
    });
  const { comparisons } = compare(
    build(30),
    withTokens(build(25), () => [3]),
  );
  expect(comparisons).toHaveLength(2);
  for (const { meanTest } of comparisons) {
    expect(meanTest?.pValue).toBeCloseTo(0.0625, 9);
    expect(meanTest?.adjustedPValue).toBeCloseTo(0.125, 9);
  }
});
