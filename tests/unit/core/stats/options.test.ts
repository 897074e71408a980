import { circularEval } from '#core/stats/circular-eval.ts';
import { classConsistency } from '#core/stats/class-consistency.ts';
import type { PositionedSample } from '#core/stats/option-positions.ts';
import { positionChiSquare, positionTvd } from '#core/stats/position-tvd.ts';
import type { LabelledSample } from '#core/stats/prompt-sensitivity.ts';
import { promptSensitivity } from '#core/stats/prompt-sensitivity.ts';
import { rstd } from '#core/stats/rstd.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';
import { toAnswered, toSamples } from './fixtures.ts';

const settings = createIntervalSettings();

/** A sample with answers A, B, C, one string of answers per prompt. */
function toLabelled(index: number, prompts: readonly string[], target = 'A'): LabelledSample {
  const name = `t${index}`;
  return {
    sampleId: name,
    clusterId: name,
    prompts: prompts.flatMap((answers) => toAnswered([answers])),
    classes: ['A', 'B', 'C'],
    target,
  };
}

/** METRICS §3.9: p̄ = [.6, .2, .2] and [.6, .4, 0], over two prompts of five trials. */
const printed = [toLabelled(1, ['AAABC', 'AAABC']), toLabelled(2, ['AAAAB', 'AABBB'])];

describe('prompt_sensitivity', () => {
  test('of the printed distributions is the printed one', () => {
    expect(promptSensitivity(printed.slice(0, 1), settings).value).toBeCloseTo(0.864974, 6);
    expect(promptSensitivity(printed.slice(1), settings).value).toBeCloseTo(0.612602, 6);
    expect(promptSensitivity(printed, settings).value).toBeCloseTo(0.738788, 6);
  });

  test('leaves unparsable answers out, and prompts that have nothing else', () => {
    expect(promptSensitivity([toLabelled(1, ['AA-', '---', 'BB'])], settings).value).toBeCloseTo(
      Math.log(2) / Math.log(3),
      12,
    );
    expect(promptSensitivity([toLabelled(1, ['--', '-'])], settings)).toMatchObject({
      value: null,
      reason: 'no sample with a closed set of answers has parsable answers under 2 prompts',
    });
  });
});

describe('class_consistency', () => {
  test('of the printed distributions is the printed one', () => {
    expect(classConsistency(printed, settings).value).toBeCloseTo(0.8, 12);
  });

  test('is the mean over pairs of the same class, as enumeration gives it', () => {
    const words = ['AAB', 'ABC', 'BBB', 'ACC', 'AAA', 'CBA', 'BAC'];
    const samples = words.map((word, index) => toLabelled(index, [word], index < 4 ? 'A' : 'B'));
    const share = (word: string, label: string): number => word.split(label).length - 1;
    const similarities = words.flatMap((one, first) =>
      words.flatMap((other, second) => {
        if (second <= first || first < 4 !== second < 4) return [];
        const distance = ['A', 'B', 'C'].map((label) => Math.abs(share(one, label) - share(other, label)) / 3);
        return [1 - distance.reduce((sum, part) => sum + part, 0) / 2];
      }),
    );
    const expected = similarities.reduce((sum, value) => sum + value, 0) / similarities.length;
    expect(classConsistency(samples, settings).value).toBeCloseTo(expected, 12);
  });

  test('has a bootstrap interval around its value, with ten clusters', () => {
    const samples = Array.from({ length: 24 }, (_, index) =>
      toLabelled(index, [['AAB', 'ABB', 'BCC', 'AAA'][index % 4] ?? '']),
    );
    const { value, interval } = classConsistency(samples, settings);
    expect(interval?.method).toBe('CI-BS');
    expect(interval?.lower).toBeLessThan(value ?? 0);
    expect(interval?.upper).toBeGreaterThan(value ?? 1);
  });

  test('is null for other label sets and for classes of one', () => {
    const other = { ...toLabelled(2, ['A']), classes: ['A', 'B'] };
    expect(classConsistency([toLabelled(1, ['A']), other], settings).reason).toBe(
      'samples offer different answers, so their answers cannot be compared',
    );
    expect(classConsistency([toLabelled(1, ['A']), toLabelled(2, ['A'], 'B')], settings).reason).toBe(
      'no two samples have the same target',
    );
  });
});

describe('circular_eval', () => {
  const toRotated = (rows: readonly string[]) =>
    rows.map((digits, index) => {
      const rotations = digits.split('').flatMap((digit) => toSamples([digit]));
      return { sampleId: `t${index}`, clusterId: `t${index}`, rotations };
    });

  test('of the printed rotations is 1/3, with a Wilson interval', () => {
    const result = circularEval(toRotated(['1111', '1011', '0010']), settings);
    expect(result.value).toBeCloseTo(0.333333, 6);
    expect(result.interval?.method).toBe('CI-W');
  });

  test('of several epochs multiplies the shares', () => {
    const rotations = ['10', '11'].flatMap((digits) => toSamples([digits]));
    expect(circularEval([{ sampleId: 'a', clusterId: 'a', rotations }], settings).value).toBeCloseTo(0.5, 12);
    expect(circularEval([], settings).reason).toBe(
      'no sample has completed trials under every rotation of its options',
    );
  });
});

describe('positions', () => {
  /** One sample with `count` trials of each [gold, predicted] pair. */
  function toPositioned(
    counts: readonly (readonly [gold: number, predicted: number | null, count: number])[],
    name = 'a',
  ): PositionedSample {
    const trials = counts.flatMap(([goldPosition, predictedPosition, count]) =>
      Array.from({ length: count }, () => ({ goldPosition, predictedPosition })),
    );
    return { sampleId: name, clusterId: name, trials };
  }

  test('rstd of the printed recalls is the printed one', () => {
    const recalls = [80, 70, 65, 60].flatMap(
      (right, gold) =>
        [
          [gold, gold, right],
          [gold, (gold + 1) % 4, 100 - right],
        ] as const,
    );
    expect(rstd([toPositioned(recalls)], 4, settings).value).toBeCloseTo(0.073951, 6);
  });

  test('rstd counts an unparsable answer as a miss and needs every position', () => {
    const sample = toPositioned([
      [0, 0, 1],
      [0, null, 1],
      [1, 1, 2],
    ]);
    expect(rstd([sample], 2, settings).value).toBeCloseTo(0.25, 12);
    expect(rstd([toPositioned([[0, 0, 1]])], 2, settings).reason).toBe(
      'the right option never stands at some position',
    );
    expect(rstd([], 2, settings).value).toBeNull();
  });

  test('position_tvd and χ² of the printed choices are the printed ones', () => {
    // 40, 25, 20, 15 choices against 25 right options at each of four places.
    const chosen = [40, 25, 20, 15].flatMap((count, place) => Array.from({ length: count }, () => place));
    const trials = chosen.map((predictedPosition, index) => ({ goldPosition: index % 4, predictedPosition }));
    const sample = { sampleId: 'a', clusterId: 'a', trials };
    expect(positionTvd([sample], 4, settings).value).toBeCloseTo(0.15, 12);
    const result = positionChiSquare([40, 25, 20, 15], [25, 25, 25, 25]);
    expect(result?.chiSquare).toBeCloseTo(14, 12);
    expect(result?.degreesOfFreedom).toBe(3);
    expect(result?.pValue).toBeCloseTo(0.002905, 6);
  });

  test('position_tvd has an interval over ten clusters and is null without a choice', () => {
    const samples = Array.from({ length: 12 }, (_, index) =>
      toPositioned(
        [
          [0, 0, 1],
          [1, index % 3 === 0 ? 1 : 0, 1],
        ],
        `t${index}`,
      ),
    );
    const { value, interval } = positionTvd(samples, 2, settings);
    expect(value).toBeCloseTo(16 / 24 + 4 / 24 - 0.5, 1);
    expect(interval?.method).toBe('CI-BSN');
    expect(positionTvd([toPositioned([[0, null, 2]])], 2, settings).reason).toBe('no answer names an option');
    expect(positionChiSquare([0, 0], [1, 1])).toBeNull();
    expect(positionChiSquare([1, 0], [1, 0])).toBeNull();
  });
});
