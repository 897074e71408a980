import { describe, expect, test } from 'vitest';
import type { ReportView } from '#core/charts/report-view.ts';
import { hasDegenerateOutputs, toGuardTable } from '#core/charts/to-guard-table.ts';
import { toOutputSentences } from '#core/charts/to-output-sentences.ts';
import type { Estimate } from '#core/model/report.ts';

function build(
  metric: string,
  value: number | null,
  bounds: readonly [number, number],
  change: Partial<Estimate> = {},
): Estimate {
  const [lower, upper] = bounds;
  return {
    metric,
    model: 'm',
    conditionId: 'original',
    scorer: null,
    value,
    reason: value === null ? 'no output holds an answer' : null,
    params: { script: 'kannada' },
    interval: value === null ? null : { lower, upper, level: 0.95, sides: 'two', method: 'CI-T' },
    n: 10,
    clusters: 10,
    unit: null,
    adjusted: null,
    ...change,
  };
}

function toView(estimates: readonly Estimate[]): ReportView {
  const report = { schemaVersion: 1, runId: 'r', configHash: 'c', designHash: 'd', counts: [], warnings: [] } as const;
  return {
    report: { ...report, estimates: [...estimates], counts: [], warnings: [] },
    model: 'm',
    scorer: 's',
    conditions: [],
  };
}

const cutOff = build('output_truncated', 0.9, [0.8, 1.2]);
const loops = build('output_loop', 0.05, [-0.02, 0.12]);
const silent = build('modal_answer_share', null, [0, 0], { scorer: 's' });
const guessed = build('above_chance', 0.02, [-0.1, 0.14], {
  scorer: 's',
  params: { script: 'latin', family: 'choice' },
});

describe('the table of outputs', () => {
  test('has a row a group with what is wrong, values inside their range, and no column without a value', () => {
    expect(toGuardTable(toView([cutOff, loops, silent, guessed]))).toEqual({
      columns: ['Prompts', 'Reading', 'Cut off', 'Loops', 'Accuracy above guessing'],
      rows: [
        ['plain (Kannada)', 'looks degenerate', '0.90 [0.80, 1.00]', '0.05 [0.00, 0.12]', '–'],
        ['plain, choice (Latin)', 'like guessing', '–', '–', '+0.02 [−0.10, +0.14]'],
      ],
    });
  });

  test('names an answer that most samples get', () => {
    const modal = build('modal_answer_share', 0.7, [0.6, 0.8], {
      params: { script: 'latin', answer: 'B', targetShare: 0.3 },
    });
    expect(toGuardTable(toView([modal])).rows).toEqual([
      ['plain (Latin)', 'looks degenerate', '0.70 [0.60, 0.80] "B"'],
    ]);
  });

  test('degenerate is said of the plain outputs alone, and of another scorer’s never', () => {
    expect(hasDegenerateOutputs(toView([cutOff]))).toBe(true);
    expect(hasDegenerateOutputs(toView([{ ...cutOff, conditionId: 'ws_random@1#0' }]))).toBe(false);
    expect(hasDegenerateOutputs(toView([guessed]))).toBe(false);
    expect(hasDegenerateOutputs(toView([{ ...cutOff, scorer: 'other' }]))).toBe(false);
  });
});

test('sentences tell the whole before its families, and guessing apart', () => {
  const ofFamily = { ...cutOff, params: { script: 'kannada', family: 'choice' } };
  expect(toOutputSentences([cutOff, ofFamily, guessed])).toEqual([
    'on prompts in Kannada script the answers look degenerate: 90 % [80 %, 120 %] end at the limit of length. Accuracy and consistency of such outputs say nothing, however high the agreement.',
    'on prompts in Latin script the accuracy is not above that of guessing in choice (difference 0.02 [-0.10, 0.14]).',
  ]);
  expect(toOutputSentences([ofFamily])[0]).toContain('90 % of choice [80 %, 120 %] end at the limit');
  expect(toOutputSentences([loops])).toEqual([]);
});
