import { describe, expect, test } from 'vitest';
import type { PrecisionMetric, PrecisionTarget } from '#core/model/precision.ts';
import { createRng } from '#core/rng/rng.ts';
import { toBetweenVariance, toHalfWidth } from '#core/stats/precision/between-variance.ts';
import { decideLooks, toLookLevel, type LookTrial } from '#core/stats/precision/decide-looks.ts';
import { toNoisyValues } from '#core/stats/precision/noisy-value.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { varianceDecomposition } from '#core/stats/variance-decomposition.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { FIX1, toSamples } from './fixtures.ts';

const metrics: readonly PrecisionMetric[] = [
  { id: 'accuracy' },
  { id: 'pass_hat_k', k: 2 },
  { id: 'agreement_pairwise' },
  { id: 'outcome_consistency@c' },
];

/** Every outcome of K trials with its probability at success rate p. */
function toBinomial(trials: number, p: number): readonly { readonly successes: number; readonly chance: number }[] {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
  return Array.from({ length: trials + 1 }, (_, successes) => ({
    successes,
    chance: choose(trials, successes) * p ** successes * (1 - p) ** (trials - successes),
  }));
}

function toOneSample(trials: number, successes: number): readonly SampleOutcomes[] {
  return toSamples(['1'.repeat(successes) + '0'.repeat(trials - successes)]);
}

describe('noise of a sample', () => {
  test.each(metrics)('of $id is unbiased for the variance of its value', (metric) => {
    for (const trials of [4, 7]) {
      for (const p of [0, 0.2, 0.5, 0.9]) {
        const rows = toBinomial(trials, p).map(({ successes, chance }) => {
          const [entry] = toNoisyValues(toOneSample(trials, successes), metric);
          return { chance, value: entry?.value ?? Number.NaN, noise: entry?.noise ?? Number.NaN };
        });
        const mean = (pick: (row: (typeof rows)[number]) => number): number =>
          rows.reduce((sum, row) => sum + row.chance * pick(row), 0);
        const variance = mean(({ value }) => value ** 2) - mean(({ value }) => value) ** 2;
        expect(mean(({ noise }) => noise)).toBeCloseTo(variance, 12);
      }
    }
  });

  test('is not known with too few trials', () => {
    expect(toNoisyValues(toOneSample(1, 1), { id: 'accuracy' })).toMatchObject([{ value: 1, noise: null }]);
    expect(toNoisyValues(toOneSample(3, 3), { id: 'pass_hat_k', k: 2 })).toMatchObject([{ value: 1, noise: null }]);
    expect(toNoisyValues(toOneSample(3, 2), { id: 'agreement_pairwise' })).toMatchObject([{ noise: null }]);
    expect(toNoisyValues(toOneSample(1, 1), { id: 'pass_hat_k', k: 2 })).toEqual([]);
  });
});

describe('variance between samples', () => {
  test('of independent samples is that of METRICS §1.3', () => {
    const samples = toSamples(FIX1);
    const between = toBetweenVariance(toNoisyValues(samples, { id: 'accuracy' }));
    expect(between?.value).toBeCloseTo(0.090278, 6);
    expect(between?.value).toBeCloseTo(
      varianceDecomposition(samples, 'between', createIntervalSettings()).value ?? 0,
      12,
    );
  });

  test('counts samples of a cluster that are alike once', () => {
    const single = toNoisyValues(toSamples(FIX1), { id: 'accuracy' }).map((entry) => ({ ...entry, noise: 0 }));
    const twins = [...single, ...single.map((entry) => ({ ...entry, sampleId: `${entry.sampleId}-twin` }))];
    // Twice the samples, each a copy: the variance a sample is twice as large, so the half width stays.
    expect((toBetweenVariance(twins)?.value ?? 0) / twins.length).toBeCloseTo(
      (toBetweenVariance(single)?.value ?? 0) / single.length,
      12,
    );
  });

  test('is at least 0, and not known for one cluster', () => {
    const values = toNoisyValues(toSamples(['10', '01', '10']), { id: 'accuracy' });
    expect(toBetweenVariance(values)).toEqual({ value: 0, lower: 0 });
    expect(toBetweenVariance(values.slice(0, 1))).toBeNull();
  });

  test('gives the half width of the printed t interval', () => {
    // METRICS §1.1: t interval of FIX-1 [.155485, .927849], Var(s̄) = .135417.
    expect(toHalfWidth(0.135417, { n: 6, clusters: 6 }, 0.95)).toBeCloseTo((0.927849 - 0.155485) / 2, 5);
  });
});

const target: PrecisionTarget = {
  metric: { id: 'accuracy' },
  scorer: 'answer',
  halfWidth: 0.1,
  looks: [2, 4, 8],
  maxOutputTokens: null,
  betweenVariance: null,
};

/** Trials of samples given as digits, one an epoch; `tokens` output tokens each. */
function toTrials(digits: readonly string[], tokens = 10): readonly LookTrial[] {
  return digits.flatMap((outcomes, index) =>
    Array.from(outcomes, (digit, offset) => {
      const success = digit === '1' ? (1 as const) : (0 as const);
      const sampleId = `s${index}`;
      const epoch = offset + 1;
      return {
        epoch,
        outputTokens: tokens,
        observation: {
          sampleId,
          clusterId: sampleId,
          conditionId: 'original',
          epoch,
          value: success,
          success,
          answer: digit,
        },
      };
    }),
  );
}

const rng = createRng('precision');
const mixed = Array.from({ length: 60 }, () => Array.from({ length: 8 }, () => String(rng.int(0, 1))).join(''));
const spread = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? '11111111' : '00000000'));

describe('looks', () => {
  const decide = (digits: readonly string[], change: Partial<PrecisionTarget> = {}, tokens?: number) =>
    decideLooks(
      { target: { ...target, ...change }, level: 0.95, sampleCount: digits.length },
      toTrials(digits, tokens),
    );

  test('share the error of the whole', () => {
    expect(toLookLevel(0.95, 5)).toBeCloseTo(0.99, 12);
  });

  test('stop as soon as the half width is the target or less', () => {
    const { looks, stop, epochs } = decide(mixed, { halfWidth: 0.065 });
    expect(stop).toBe('reached');
    expect(epochs).toBe(looks.at(-1)?.epochs);
    expect(looks.at(-1)?.halfWidth).toBeLessThanOrEqual(0.065);
    for (const look of looks.slice(0, -1)) {
      expect(look.decision).toBe('continue');
      expect(look.halfWidth).toBeGreaterThan(0.065);
    }
  });

  test('stop where no number of epochs would do, with the samples that would', () => {
    const { looks, stop } = decide(spread);
    expect(stop).toBe('unreachable');
    expect(looks).toHaveLength(1);
    const [{ floor, halfWidth, samplesNeeded } = { floor: null, halfWidth: null, samplesNeeded: null }] = looks;
    expect(floor).toBeCloseTo(halfWidth ?? 0, 12);
    expect(samplesNeeded).toBe(Math.ceil(20 * ((floor ?? 0) / 0.1) ** 2));
  });

  test('stop where samples all agree and their number alone is the width', () => {
    const { looks, stop } = decide(spread.filter((digits) => digits.startsWith('1')));
    expect(stop).toBe('unreachable');
    const needed = looks[0]?.samplesNeeded ?? 0;
    const bound = (clusters: number): number => (1 - (0.05 / 3 / 2) ** (1 / clusters)) / 2;
    expect(bound(needed)).toBeLessThanOrEqual(0.1);
    expect(bound(needed - 1)).toBeGreaterThan(0.1);
  });

  test('stop at the last look, and before one that would pass the budget of tokens', () => {
    const coins = { halfWidth: 0.01, looks: [1, 2] };
    // With one trial each the floor is not known; at the second look nothing is left to do.
    expect(decide(mixed, coins)).toMatchObject({ epochs: 2 });
    expect(decide(mixed, { ...coins, halfWidth: 0.09 })).toMatchObject({ stop: 'budget', epochs: 2 });
    const budget = decide(mixed, { halfWidth: 0.07, maxOutputTokens: 60 * 4 * 10 - 1 });
    expect(budget).toMatchObject({ stop: 'budget', epochs: 2 });
    expect(decide(mixed, { halfWidth: 0.07, maxOutputTokens: 60 * 4 * 10 }).epochs).toBeGreaterThan(2);
  });

  test('wait for their trials, whatever the order in which they come', () => {
    const trials = toTrials(mixed).filter(({ epoch }) => epoch <= 3);
    const design = { target: { ...target, halfWidth: 0.07 }, level: 0.95, sampleCount: 60 };
    const decided = decideLooks(design, trials);
    expect(decided).toMatchObject({ stop: null, epochs: 4 });
    expect(decided.looks).toHaveLength(1);
    expect(decideLooks(design, trials.toReversed())).toEqual(decided);
    expect(decideLooks(design, [])).toEqual({ looks: [], stop: null, epochs: 2 });
  });

  test('count failed trials as settled, not as wrong', () => {
    const trials = toTrials(mixed).map((trial, index) => (index % 8 === 0 ? { ...trial, observation: null } : trial));
    const [first] = decideLooks({ target, level: 0.95, sampleCount: 60 }, trials).looks;
    const [whole] = decide(mixed).looks;
    expect(first?.epochs).toBe(2);
    expect(first?.value).not.toBe(whole?.value);
  });

  test('go on while the metric has too few trials', () => {
    const looks = [1, 4] as const;
    const decided = decide(mixed, { metric: { id: 'agreement_pairwise' }, looks: [...looks] });
    expect(decided.looks[0]).toMatchObject({ value: null, halfWidth: null, floor: null, decision: 'continue' });
  });
});
