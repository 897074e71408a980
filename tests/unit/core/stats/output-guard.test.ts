import { describe, expect, test } from 'vitest';
import type { Estimate } from '#core/model/report.ts';
import { aboveChance, chanceLevel } from '#core/stats/output-guard/above-chance.ts';
import { modalAnswerShare } from '#core/stats/output-guard/modal-answer-share.ts';
import { findOutputProblems, isDegenerate, type GuardMetric } from '#core/stats/output-guard/output-problems.ts';
import { outputShare } from '#core/stats/output-guard/output-share.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';

const settings = createIntervalSettings();

function buildFlagged(counts: readonly (readonly [flagged: number, trials: number])[]) {
  return counts.map(([flagged, trials], index) => ({ sampleId: `s${index}`, clusterId: `s${index}`, flagged, trials }));
}

describe('the share of outputs', () => {
  test('is the mean of the samples’ shares, each sample with weight 1, with the t interval', () => {
    const result = outputShare(
      buildFlagged([
        [1, 4],
        [4, 4],
        [0, 2],
        [1, 2],
      ]),
      'none',
      settings,
    );
    expect(result.value).toBeCloseTo(0.4375, 12);
    // scipy.stats.t.interval(0.95, 3, 0.4375, scipy.stats.sem([0.25, 1, 0, 0.5]))
    expect(result.interval?.method).toBe('CI-T');
    expect(result.interval?.lower).toBeCloseTo(-0.241883, 5);
    expect(result.interval?.upper).toBeCloseTo(1.116883, 5);
  });

  test('has the Wilson interval with one output a sample', () => {
    const result = outputShare(
      buildFlagged([
        [1, 1],
        [0, 1],
        [0, 1],
        [0, 1],
        [0, 1],
      ]),
      'none',
      settings,
    );
    expect(result.value).toBe(0.2);
    // Wilson's formula with scipy.stats.norm.ppf(0.975)
    expect(result.interval?.method).toBe('CI-W');
    expect(result.interval?.lower).toBeCloseTo(0.036224, 5);
    expect(result.interval?.upper).toBeCloseTo(0.624465, 5);
  });

  test('is null without samples', () => {
    expect(outputShare([], 'nobody answered', settings)).toMatchObject({ value: null, reason: 'nobody answered' });
  });
});

/** Trials of samples by their answers. */
function buildOutcomes(answersBySample: readonly (readonly (string | null)[])[]) {
  return toSampleOutcomes(
    answersBySample.flatMap((answers, index) =>
      answers.map((answer, trial) => ({
        sampleId: `s${index}`,
        clusterId: `s${index}`,
        conditionId: 'original',
        epoch: trial + 1,
        value: 0,
        success: 0 as const,
        answer,
      })),
    ),
  );
}

describe('the most frequent answer', () => {
  test('is taken over samples, whatever their number of trials, and unparsable trials count', () => {
    // "a" has 1/4 + 0 + 1 = 1.25 of 3 samples, "b" 3/4 + 1/2 + 0 of 3: a tie, and "a" comes first.
    const result = modalAnswerShare(buildOutcomes([['a', 'b', 'b', 'b'], ['b', null], ['a']]), settings);
    expect(result.answer).toBe('a');
    expect(result.value).toBeCloseTo(1.25 / 3, 12);
  });

  test('is null where nothing was answered', () => {
    const result = modalAnswerShare(buildOutcomes([[null], [null, null]]), settings);
    expect(result).toMatchObject({ value: null, answer: null, reason: 'no output holds an answer' });
  });
});

describe('chance', () => {
  const toSample = (sampleId: string, meanScore: number, optionCount: number | null, targets: readonly string[]) => {
    return { sampleId, clusterId: sampleId, meanScore, optionCount, targets };
  };

  test('is one in the number of options, and else the share of the most frequent target', () => {
    const samples = [
      toSample('a', 1, 4, ['x']),
      toSample('b', 0, 2, ['y']),
      toSample('c', 1, null, ['7']),
      toSample('d', 0, null, ['7', '7']),
      toSample('e', 0.5, null, ['8', '9']),
    ];
    // 1/4 + 1/2 + 1 + 1 + 0 of 5 samples; accuracy is 2.5 / 5.
    expect(chanceLevel(samples).value).toBeCloseTo(0.55, 12);
    expect(aboveChance(samples, settings).value).toBeCloseTo(-0.05, 12);
  });

  test('has an interval around the difference of each sample and its chance', () => {
    const samples = [0.1, 0.4, 0.7, 1].map((score, index) => toSample(`s${index}`, score, 4, ['x']));
    const result = aboveChance(samples, settings);
    // scipy.stats.t.interval(0.95, 3, 0.3, scipy.stats.sem([-0.15, 0.15, 0.45, 0.75]))
    expect(result.interval?.lower).toBeCloseTo(-0.316278, 5);
    expect(result.interval?.upper).toBeCloseTo(0.916278, 5);
    expect(chanceLevel([]).value).toBeNull();
  });
});

describe('problems of outputs', () => {
  const build = (
    metric: string,
    value: number | null,
    lower: number | null,
    params: Estimate['params'] = {},
  ): Estimate => ({
    metric,
    model: 'm',
    conditionId: 'original',
    scorer: null,
    value,
    reason: null,
    params,
    interval: lower === null ? null : { lower, upper: 1, level: 0.95, sides: 'two', method: 'CI-T' },
    n: 10,
    clusters: 10,
    unit: null,
    adjusted: null,
  });
  const toFound = (estimate: Estimate): readonly GuardMetric[] =>
    findOutputProblems([estimate]).map(({ metric }) => metric);

  test.each([
    ['output_empty', 0.1],
    ['output_truncated', 0.2],
    ['output_loop', 0.1],
    ['output_other_script', 0.2],
    ['option_tie', 0.1],
    ['unparsable_rate', 0.2],
  ] as const)('%s is one when its interval lies above %d', (metric, limit) => {
    expect(toFound(build(metric, 0.9, limit + 0.01))).toEqual([metric]);
    expect(toFound(build(metric, 0.9, limit))).toEqual([]);
    expect(toFound(build(metric, limit + 0.01, null))).toEqual([metric]);
    expect(toFound(build(metric, null, null))).toEqual([]);
  });

  test('one answer is one when most samples get it and not as many ask for it', () => {
    expect(toFound(build('modal_answer_share', 0.7, 0.6, { targetShare: 0.25 }))).toEqual(['modal_answer_share']);
    expect(toFound(build('modal_answer_share', 0.7, 0.6, { targetShare: 0.55 }))).toEqual([]);
    expect(toFound(build('modal_answer_share', 0.6, 0.45, { targetShare: 0 }))).toEqual([]);
  });

  test('accuracy that could be guessed is one, but not degenerate', () => {
    expect(findOutputProblems([build('above_chance', 0.1, -0.01)]).map(isDegenerate)).toEqual([false]);
    expect(toFound(build('above_chance', 0.1, 0.01))).toEqual([]);
    expect(toFound(build('accuracy', 0.1, 0))).toEqual([]);
  });
});
