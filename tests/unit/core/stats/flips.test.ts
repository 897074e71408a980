import { attackSuccessRate } from '#core/stats/attack-success-rate.ts';
import { dirPassRate } from '#core/stats/dir-pass-rate.ts';
import { excessFlipSymmetric } from '#core/stats/excess-flip-symmetric.ts';
import { excessFlip } from '#core/stats/excess-flip.ts';
import { flipRate } from '#core/stats/flip-rate.ts';
import { negativeFlipRate } from '#core/stats/negative-flip-rate.ts';
import type { PairedSample } from '#core/stats/paired-sample.ts';
import { toPairedSamples } from '#core/stats/paired-sample.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';
import { FIX5, toAnswered, toSamples } from './fixtures.ts';

const settings = createIntervalSettings();
const base = toSamples(FIX5.base.split(''));

function pairsOf(index: number): readonly PairedSample[] {
  return toPairedSamples(base, [toSamples((FIX5.perturbed[index] ?? '').split(''))], new Map());
}

describe('FIX-5', () => {
  test.each([
    [0, 0.125, 0.125, 0.166667],
    [1, 0.25, 0.125, 0.166667],
    [2, 0.25, 0.25, 0.333333],
  ])('perturbation %d has flips, negative flips and attack success as printed', (index, flips, negative, attack) => {
    expect(flipRate(pairsOf(index), 'outcome', settings).value).toBeCloseTo(flips, 6);
    expect(negativeFlipRate(pairsOf(index), settings).value).toBeCloseTo(negative, 6);
    expect(attackSuccessRate(pairsOf(index), settings).value).toBeCloseTo(attack, 6);
  });

  test('of one trial each has Wilson intervals: over all samples, and over those that were right', () => {
    expectInterval(flipRate(pairsOf(2), 'outcome', settings).interval, 'CI-W', 0.071479, 0.590725);
    expect(attackSuccessRate(pairsOf(2), settings)).toMatchObject({ n: 6, interval: { method: 'CI-W' } });
  });
});

describe('flip_rate', () => {
  test('compares every baseline trial with every perturbed one', () => {
    const pairs = toPairedSamples(toAnswered(['AAB']), [toAnswered(['AC'])], new Map());
    // Equal pairs: two A with one A.
    expect(flipRate(pairs, 'answer', settings).value).toBeCloseTo(4 / 6, 12);
    expect(flipRate(pairs, 'outcome', settings).value).toBeCloseTo(1 - (2 + 1) / 6, 12);
  });

  test('of no pairs is null with a reason', () => {
    const reason = 'no sample has completed trials both unperturbed and perturbed';
    expect(flipRate([], 'answer', settings)).toMatchObject({ value: null, reason });
    expect(negativeFlipRate([], settings)).toMatchObject({ value: null, reason });
    expect(attackSuccessRate([], settings)).toMatchObject({ value: null, reason });
  });
});

describe('attack_success_rate', () => {
  test('over several trials is lost over held, with a bootstrap interval', () => {
    const baseline = toSamples(Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? '11' : '10')));
    const other = toSamples(Array.from({ length: 12 }, (_, index) => (index < 3 ? '00' : '10')));
    const result = attackSuccessRate(toPairedSamples(baseline, [other], new Map()), settings);
    // Lost: 1, ½, 1, then by turns ¼ and ½; held: 1 and ½ by turns.
    expect(result.value).toBeCloseTo((1 + 0.5 + 1 + 5 * 0.25 + 4 * 0.5) / (6 + 3), 12);
    expect(result.interval?.method).toBe('CI-BS');
  });

  test('is null when nothing was right', () => {
    const pairs = toPairedSamples(toSamples(['0', '0']), [toSamples(['1', '0'])], new Map());
    expect(attackSuccessRate(pairs, settings)).toMatchObject({
      value: null,
      n: 0,
      reason: 'no unperturbed trial succeeded, so there is nothing to lose',
    });
  });
});

describe('excess_flip_symmetric@a', () => {
  const noisier = toPairedSamples(toAnswered(['AAAA']), [toAnswered(['ABCD'])], new Map());

  test('is cross flips less the mean of both self-flip rates', () => {
    // Cross pairs: 1 of 4 perturbed trials says A, so 3/4 differ; the perturbed trials never agree, the plain ones always.
    expect(excessFlipSymmetric(noisier, 'answer', settings).value).toBeCloseTo(0.75 - 0.5, 12);
    expect(excessFlip(noisier, 'answer', settings).value).toBeCloseTo(0.75, 12);
  });

  test('is 0 on average for a perturbation that changes nothing, by enumeration', () => {
    // Two trials each from a fair coin: all 16 cases have equal weight.
    const words = ['AA', 'AB', 'BA', 'BB'];
    const values = words.flatMap((plain) =>
      words.map((other) => {
        const pairs = toPairedSamples(toAnswered([plain]), [toAnswered([other])], new Map());
        return excessFlipSymmetric(pairs, 'answer', settings).value ?? Number.NaN;
      }),
    );
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
  });

  test('at or below 0 speaks for 0', () => {
    const words = ['AB', 'AB', 'AB', 'BA', 'AA'];
    const pairs = toPairedSamples(toAnswered(words), [toAnswered(words.toReversed())], new Map());
    const result = excessFlipSymmetric(pairs, 'answer', settings);
    expect(result.value).toBeLessThan(0);
    expect(result.pValue).toBe(1);
  });

  test('needs two epochs on both sides', () => {
    const pairs = toPairedSamples(toAnswered(['AA']), [toAnswered(['A'])], new Map());
    expect(excessFlipSymmetric(pairs, 'answer', settings)).toMatchObject({
      value: null,
      reason: 'the flip rates of asking again need at least 2 epochs, unperturbed and perturbed',
    });
  });
});

describe('dir_pass_rate', () => {
  test('counts changed answers that meet the changed target', () => {
    // Asked for B: two of four trials say B, one of two plain trials already said B.
    const [baseline] = toAnswered(['AB']);
    const [perturbed] = toAnswered(['BBCA']);
    const [passed] = toAnswered(['BB']);
    if (baseline === undefined || perturbed === undefined || passed === undefined) throw new Error('fixture');
    expect(dirPassRate([{ baseline, perturbed, passed }], settings).value).toBeCloseTo((2 * 1) / (4 * 2), 12);
    expect(dirPassRate([{ baseline, perturbed, passed: null }], settings).value).toBe(0);
    expect(dirPassRate([], settings).reason).toBe(
      'no sample with completed trials has a target that this perturbation changes',
    );
  });

  test('of one trial each has a Wilson interval', () => {
    const plain = toAnswered(['A', 'A', 'A']);
    const other = toAnswered(['B', 'B', 'C']);
    const samples = plain.flatMap((baseline, index) => {
      const perturbed = other[index];
      return perturbed === undefined ? [] : [{ baseline, perturbed, passed: index < 2 ? perturbed : null }];
    });
    expect(dirPassRate(samples, settings)).toMatchObject({ value: 2 / 3, interval: { method: 'CI-W' } });
  });
});
