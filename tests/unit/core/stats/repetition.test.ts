import { answerEntropy, entropyOfSample } from '#core/stats/answer-entropy.ts';
import { bestWorstSpread } from '#core/stats/best-worst-spread.ts';
import { icc1, iccFInterval, toOutcomeAnova } from '#core/stats/icc1.ts';
import { krippendorffAlpha } from '#core/stats/krippendorff-alpha.ts';
import { modalShare } from '#core/stats/modal-share.ts';
import { halOutcomeConsistency, outcomeConsistency } from '#core/stats/outcome-consistency.ts';
import { runAccuracySd } from '#core/stats/run-accuracy-sd.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';
import { FIX1, FIX1_CLUSTERS, FIX2, toAnswered, toObservations, toSamples } from './fixtures.ts';

const settings = createIntervalSettings();
const NOTHING = { value: null, interval: null, n: 0, clusters: 0 };
const SINGLES = toSamples(['1', '0']);
const TWELVE = ['1111', '1110', '1010', '0010', '0000', '1101', '1100', '1111', '0001', '0111', '1011', '0000'];

describe('outcome consistency of FIX-1', () => {
  test('@c is 2A − 1, negative for an even split', () => {
    expect(outcomeConsistency(toSamples(FIX1), settings).value).toBeCloseTo(0.277778, 6);
    const ofSamples = FIX1.map((digits) => outcomeConsistency(toSamples([digits]), settings).value ?? Number.NaN);
    for (const [index, expected] of [1, 0, -1 / 3, 0, 1, 0].entries()) {
      expect(ofSamples[index]).toBeCloseTo(expected, 12);
    }
  });

  test('@b of HAL is (2p − 1)², biased upwards', () => {
    expect(halOutcomeConsistency(toSamples(FIX1), settings).value).toBeCloseTo(0.458333, 6);
  });

  test('over all outcomes of five trials @c has the mean .16 at p = .7, @b .328', () => {
    const weigh = (estimate: (digits: string) => number | null): number =>
      Array.from({ length: 32 }, (_, bits) => bits.toString(2).padStart(5, '0')).reduce((sum, digits) => {
        const successes = digits.split('').filter((digit) => digit === '1').length;
        return sum + 0.7 ** successes * 0.3 ** (5 - successes) * (estimate(digits) ?? Number.NaN);
      }, 0);
    expect(weigh((digits) => outcomeConsistency(toSamples([digits]), settings).value)).toBeCloseTo(0.16, 12);
    expect(weigh((digits) => halOutcomeConsistency(toSamples([digits]), settings).value)).toBeCloseTo(0.328, 12);
  });

  test('of single trials is undefined; samples that never vary are bounded by what one can show', () => {
    const reason = 'no sample has 2 completed trials';
    expect(outcomeConsistency(SINGLES, settings)).toEqual({ ...NOTHING, reason });
    expect(halOutcomeConsistency(SINGLES, settings)).toEqual({ ...NOTHING, reason });
    const steady = outcomeConsistency(toSamples(Array.from({ length: 20 }, () => '11')), settings);
    expectInterval(steady.interval, 'CI-CP', 1 - 2 * 0.168433, 1);
  });
});

describe('best-to-worst spread', () => {
  test('of FIX-1 is two thirds', () => {
    expect(bestWorstSpread(toSamples(FIX1), 4, settings)).toMatchObject({ n: 6, clusters: 6 });
    expect(bestWorstSpread(toSamples(FIX1), 4, settings).value).toBeCloseTo(0.666667, 6);
  });

  test('leaves out samples with another number of trials, because it grows with K', () => {
    expect(bestWorstSpread(toSamples(['110', '10']), 2, settings)).toMatchObject({ value: 1, n: 1 });
    expect(bestWorstSpread(SINGLES, 2, settings).reason).toBe('no sample has exactly 2 completed trials');
    expect(bestWorstSpread(SINGLES, 1, settings).reason).toBe('a spread needs at least 2 trials');
  });

  test('has a bootstrap interval', () => {
    expect(bestWorstSpread(toSamples(TWELVE), 4, settings).interval?.method).toBe('CI-BS');
  });
});

describe('modal share', () => {
  test('of FIX-2 is .75', () => {
    expect(modalShare(toAnswered(FIX2), settings).value).toBeCloseTo(0.75, 6);
  });

  test('of unparsable answers is 1/K, and of single trials undefined', () => {
    expect(modalShare(toAnswered(['---']), settings).value).toBeCloseTo(1 / 3, 12);
    expect(modalShare(SINGLES, settings)).toEqual({ ...NOTHING, reason: 'no sample has 2 completed trials' });
  });
});

describe('entropy of the answers of FIX-2', () => {
  const samples = toAnswered(FIX2);

  test.each([
    ['plug-in', [0, 0.500402, 1.05492, 0.500402]],
    ['miller-madow', [0, 0.600402, 1.25492, 0.600402]],
  ] as const)('%s by sample', (form, expected) => {
    for (const [index, value] of expected.entries()) {
      const sample = samples[index];
      expect(sample === undefined ? null : entropyOfSample(sample, form)).toBeCloseTo(value, 6);
    }
  });

  test('has the printed means', () => {
    expect(answerEntropy(samples, 'plug-in', settings).value).toBeCloseTo(0.513931, 6);
    expect(answerEntropy(samples, 'normalised', settings).value).toBeCloseTo(0.319323, 6);
  });

  test('of unparsable answers is ln K, and of single trials undefined', () => {
    expect(answerEntropy(toAnswered(['---']), 'plug-in', settings).value).toBeCloseTo(Math.log(3), 12);
    expect(answerEntropy(toAnswered(['---']), 'normalised', settings).value).toBeCloseTo(1, 12);
    expect(answerEntropy(SINGLES, 'plug-in', settings).reason).toBe('no sample has 2 completed trials');
  });
});

describe('Krippendorff’s alpha', () => {
  test('of the printed table is .638554, of FIX-1 .303030', () => {
    expect(krippendorffAlpha(toAnswered(['AAAA', 'AABA', 'BBBC', 'CCCC']), 'answer', settings).value).toBeCloseTo(
      0.638554,
      6,
    );
    expect(krippendorffAlpha(toSamples(FIX1), 'outcome', settings).value).toBeCloseTo(0.30303, 6);
  });

  test('is 0 for one dissent among twenty nearly unanimous samples', () => {
    const answers = [...Array.from({ length: 19 }, () => 'AAA'), 'AAB'];
    expect(krippendorffAlpha(toAnswered(answers), 'answer', settings).value).toBeCloseTo(0, 9);
  });

  test('is undefined where every trial has one label, and without repetition', () => {
    expect(krippendorffAlpha(toSamples(['11', '11']), 'outcome', settings)).toEqual({
      ...NOTHING,
      reason: 'every trial has the same label',
      n: 2,
      clusters: 2,
    });
    expect(krippendorffAlpha(SINGLES, 'outcome', settings).reason).toBe('no sample has 2 completed trials');
  });

  test('has a bootstrap interval over clusters', () => {
    const { interval, value } = krippendorffAlpha(toSamples(TWELVE), 'outcome', settings);
    expect(interval?.method).toBe('CI-BS');
    expect(interval?.lower).toBeLessThan(value ?? Number.NaN);
    expect(interval?.upper).toBeGreaterThan(value ?? Number.NaN);
  });
});

describe('ICC(1)', () => {
  test('of FIX-1 has the printed mean squares, value and interval', () => {
    const anova = toOutcomeAnova(toSamples(FIX1));
    expect(anova?.between).toBeCloseTo(0.541667, 6);
    expect(anova?.within).toBeCloseTo(0.180556, 6);
    const result = icc1(toSamples(FIX1), settings);
    expect(result.value).toBeCloseTo(0.333333, 6);
    expectInterval(anova === null ? null : iccFInterval(anova, 0.95).interval, 'F', -0.029056, 0.818887);
    expect(result).toMatchObject({ interval: null, reason: expect.stringMatching('at least 10 clusters') });
  });

  test('has a bootstrap interval from ten clusters on, because outcomes are not normal', () => {
    expect(icc1(toSamples(TWELVE), settings).interval?.method).toBe('CI-BS');
    const clusters = Array.from({ length: 24 }, (_, index) => `c${Math.floor(index / 2)}`);
    const result = icc1(toSamples([...TWELVE, ...TWELVE], clusters), settings);
    expect(result).toMatchObject({ n: 24, clusters: 12, interval: { method: 'CI-BS' } });
  });

  test('of a few clusters with several samples has none', () => {
    expect(icc1(toSamples(FIX1, FIX1_CLUSTERS), settings).reason).toMatch('at least 10 clusters');
  });

  test('is 1 where all variance lies between samples', () => {
    expect(icc1(toSamples(['11', '00', '11']), settings)).toMatchObject({ value: 1, interval: null });
    expect(icc1(toSamples(['10', '01', '10']), settings).value).toBeCloseTo(-1, 12);
  });

  test('is undefined without variance, without repetition and with one sample', () => {
    expect(icc1(toSamples(['11', '11']), settings)).toMatchObject({ value: null, reason: 'no outcome varies', n: 2 });
    const reason = 'fewer than 2 samples have 2 completed trials';
    expect(icc1(SINGLES, settings)).toEqual({ ...NOTHING, reason });
    expect(icc1(toSamples(['10']), settings).reason).toBe(reason);
    expect(toOutcomeAnova(toSamples(['10']))).toBeNull();
  });
});

describe('standard deviation of accuracy over runs', () => {
  test('of FIX-1 is .159571 with the interval of a standard deviation', () => {
    const result = runAccuracySd(toObservations(FIX1), 4, 0.95);
    expect(result).toMatchObject({ n: 6, clusters: 6 });
    expect(result.value).toBeCloseTo(0.159571, 6);
    // χ²(3) quantiles 9.348404 and .215795.
    expectInterval(
      result.interval,
      'chi-square',
      0.159571 * Math.sqrt(3 / 9.348404),
      0.159571 * Math.sqrt(3 / 0.215795),
    );
  });

  test('counts only samples with every epoch', () => {
    expect(runAccuracySd(toObservations(['10', '1']), 2, 0.95)).toMatchObject({ n: 1 });
    expect(runAccuracySd(toObservations(['1']), 2, 0.95).reason).toBe('no sample has exactly 2 completed trials');
    expect(runAccuracySd(toObservations(['1']), 1, 0.95).reason).toMatch('at least 2 epochs');
  });

  test('of equal epochs is 0 and has no interval', () => {
    const result = runAccuracySd(toObservations(['10', '01']), 2, 0.95);
    expect(result).toMatchObject({ value: 0, interval: null });
    expect(result.reason).toMatch('spread is unknown');
  });
});
