import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '#core/stats/wilson-interval.ts';
import { DECLINE_SENTENCE } from '#protocols/tasks/maintenance-desk/generator/decline-templates.ts';
import { Evaluation } from '#training/evaluate/evaluation.ts';
import { toEvaluationText } from '#training/evaluate/evaluation-text.ts';
import { createEvaluation, createOutcomes } from './outcomes.ts';

const SAMPLES = 40;
/** Greedy: the first 30 of 40 are right in-distribution, the first 20 held-out; sampled: 10 fewer. */
const evaluation = createEvaluation(SAMPLES, ({ decoding }) =>
  createOutcomes(SAMPLES, ({ split }, index) => {
    const right = split === 'in-distribution' ? 30 : 20;
    return index < (decoding === 'greedy' ? right : right - 10);
  }),
);
const target = (text: string) => evaluation.targets.find(({ name }) => name.includes(text));

describe('an evaluation', () => {
  it('counts every family, language and split at every precision and decoding, with Wilson intervals', () => {
    const whole = evaluation.accuracies.filter(({ kind }) => kind === null);
    expect(whole).toHaveLength(9 * 2 * 6);
    const cell = whole.find(({ split, decoding }) => split === 'in-distribution' && decoding === 'greedy');
    const { interval } = wilsonInterval(30, 40, 0.95);
    expect(cell).toMatchObject({
      count: 40,
      successes: 30,
      share: 0.75,
      lower: interval?.lower,
      upper: interval?.upper,
    });
  });

  it('has kinds that add up to their family', () => {
    for (const whole of evaluation.accuracies.filter(({ kind }) => kind === null)) {
      const kinds = evaluation.accuracies.filter(
        (cell) =>
          cell.kind !== null &&
          (['split', 'family', 'language', 'precision', 'decoding'] as const).every((key) => cell[key] === whole[key]),
      );
      expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(whole.count);
      expect(kinds.reduce((sum, { successes }) => sum + successes, 0)).toBe(whole.successes);
    }
  });

  it('sets choices by letter beside the chance of guessing', () => {
    const outcomes = createOutcomes(SAMPLES, () => true).filter(
      ({ prompt: { example } }) => example.split === 'held-out' && example.kind === 'letter-only',
    );
    const options = outcomes.map(({ prompt }) => prompt.example.options?.labels?.length ?? 0);
    const cell = evaluation.letterForm.find(({ split, kind }) => split === 'held-out' && kind === 'letter-only');
    expect(cell?.count).toBe(options.length);
    expect(cell?.chance).toBeCloseTo(options.reduce((sum, count) => sum + 1 / count, 0) / options.length, 12);
    const pooled = evaluation.letterForm.filter(({ kind }) => kind === null);
    expect(pooled).toHaveLength(2 * 6);
  });

  it('counts requests without a fitting tool apart, and declines of in-scope prompts by their text', () => {
    const due = createOutcomes(SAMPLES, () => true).filter(
      ({ prompt: { example } }) => example.split === 'in-distribution' && example.kind.startsWith('null-'),
    );
    expect(evaluation.nullDispatch[0]?.count).toBe(due.length);
    expect(evaluation.inScopeDeclines.every(({ share }) => share === 0)).toBe(true);
    const declining = createEvaluation(4, () =>
      createOutcomes(4, () => false).map((outcome) => ({ ...outcome, text: `${DECLINE_SENTENCE}\n` })),
    );
    expect(declining.inScopeDeclines[0]).toMatchObject({ count: 8 * 4, share: 1 });
    expect(declining.targets.find(({ name }) => name.startsWith('in-scope'))?.isReached).toBe(false);
  });

  it('judges the targets of the recipe', () => {
    expect(target('between')).toMatchObject({ measured: 7, isReached: true });
    expect(target('mean of families in English, held-out')).toMatchObject({ measured: 0.5, isReached: true });
    expect(target('lowest family in Hindi')).toMatchObject({ measured: 0.5, isReached: true });
    expect(target('greedy minus T = 1')).toMatchObject({ measured: 0.25, isReached: true });
    expect(target('fp32 minus q4')).toMatchObject({ measured: 0, isReached: true });
  });

  it('misses a range from above as well as from below, but for decline', () => {
    const perfect = createEvaluation(4, () => createOutcomes(4, () => true));
    expect(perfect.targets[0]).toMatchObject({ measured: 1, isReached: false });
    expect(perfect.targets[0]?.detail).toContain('decline 1.000');
    expect(perfect.targets.find(({ name }) => name.includes('greedy minus'))?.isReached).toBe(false);
  });

  it('is a document of its schema, and a table with a column for each pass', () => {
    expect(Evaluation.parse(JSON.parse(JSON.stringify(evaluation)))).toEqual(evaluation);
    const text = toEvaluationText(evaluation);
    expect(text).toContain('| in-distribution, extract (hi) | 40 | 0.750 | 0.500 | 0.750 | 0.500 | 0.750 | 0.500 |');
    expect(text).toContain('| in-distribution, T = 1 minus greedy |  |  | -0.250 |  | -0.250 |  | -0.250 |');
    expect(text).toContain('| held-out, mean of families in English |  | 0.500 | 0.250 |');
  });
});
