import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import { deskArithmeticScorer } from '#protocols/tasks/desk-arithmetic/desk-arithmetic-scorer.ts';
import { toDeskArithmeticSamples } from '#protocols/tasks/desk-arithmetic/to-desk-arithmetic-samples.ts';
import { deskExtractionScorer } from '#protocols/tasks/desk-extraction/desk-extraction-scorer.ts';
import { toDeskExtractionSamples } from '#protocols/tasks/desk-extraction/to-desk-extraction-samples.ts';
import { createExample } from '#protocols/tasks/maintenance-desk/generator/create-example.ts';
import { toMaintenanceDeskSamples } from '#protocols/tasks/maintenance-desk/to-maintenance-desk-samples.ts';

/** Questions of the count family that are among 12,000 of training word by word; the README says so. */
const KNOWN_COUNTS = 3;

const desk = new Set(toMaintenanceDeskSamples().map(({ sample }) => sample.input));

/** Inputs of clean training examples of a family. */
function toTrained(family: 'count' | 'extract', count: number): ReadonlySet<string> {
  const rng = createRng('training requests');
  return new Set(
    Array.from({ length: count }, (_, index) => {
      const options = { split: 'train', family, language: 'en', isClean: true } as const;
      return createExample(rng.fork(String(index)), options).user;
    }),
  );
}

/** The answer worked out from the numbers and words of the question, by other code than the generator's. */
function toAnswer(input: string): number {
  const numbers = [...input.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const bare = /What is ([\d +-]+)\?/.exec(input)?.[1];
  if (bare !== undefined) {
    const signed = bare.replaceAll(' ', '').match(/[+-]?\d+/g) ?? [];
    return signed.reduce((sum, term) => sum + Number(term), 0);
  }
  const [first = 0, ...others] = numbers;
  const takesAway = /left\?|missing\?/.test(input);
  return others.reduce((sum, number) => (takesAway ? sum - number : sum + number), first);
}

describe('desk arithmetic', () => {
  const samples = toDeskArithmeticSamples();
  const counts = samples.filter(({ family }) => family === 'count');
  const sums = samples.filter(({ family }) => family === 'sum');

  test('has 48 questions of the trained kind and 24 beyond it, all different', () => {
    expect([counts.length, sums.length]).toEqual([48, 24]);
    expect(new Set(samples.map(({ input }) => input)).size).toBe(72);
    expect(toDeskArithmeticSamples()).toEqual(samples);
  });

  test('has sums that are right, with numbers that the desk never counts', () => {
    for (const { input, target } of sums) expect(target, input).toEqual([String(toAnswer(input))]);
    const hasLarge = (input: string) => [...input.matchAll(/\d+/g)].some(([digits]) => Number(digits) > 50);
    for (const { input } of counts) expect(hasLarge(input), input).toBe(false);
    const withoutLarge = sums.filter(({ input }) => !hasLarge(input));
    for (const { input } of withoutLarge) expect([...input.matchAll(/\d+/g)], input).toHaveLength(3);
  });

  test('scores its own answers 1, with or without the work before them', () => {
    for (const sample of samples) {
      const [answer = ''] = sample.target;
      for (const output of [answer, `7 + 9 = ${answer}`])
        expect(scoreOutput(deskArithmeticScorer, sample, output)?.success).toBe(1);
    }
  });

  test('shares few questions with the desk and its training, and no sum', () => {
    const trained = toTrained('count', 12_000);
    const known = samples.filter(({ input }) => desk.has(input) || trained.has(input));
    expect(known.filter(({ family }) => family === 'sum')).toEqual([]);
    expect(known.length).toBe(KNOWN_COUNTS);
  });
});

describe('desk extraction', () => {
  const samples = toDeskExtractionSamples();

  test('has 48 lines of known words and 24 with something new, all different', () => {
    expect(samples.filter(({ family }) => family === 'extract')).toHaveLength(48);
    expect(samples.filter(({ family }) => family === 'extract-new')).toHaveLength(24);
    expect(new Set(samples.map(({ input }) => input)).size).toBe(72);
    expect(toDeskExtractionSamples()).toEqual(samples);
  });

  test('asks nothing that the desk or a sample of its training asks', () => {
    const trained = toTrained('extract', 6000);
    expect(samples.filter(({ input }) => desk.has(input) || trained.has(input))).toEqual([]);
  });

  test('scores its own answers 1 and states every value of them', () => {
    for (const sample of samples) {
      const [answer = ''] = sample.target;
      expect(scoreOutput(deskExtractionScorer, sample, answer)?.success).toBe(1);
      const values = Object.values<string | null>(JSON.parse(answer));
      for (const value of values.filter((one) => one !== null)) expect(sample.input).toContain(value);
    }
  });
});
