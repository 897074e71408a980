import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { Sample } from '#core/model/sample.ts';
import { Score, type ScorerRule } from '#core/model/scorer.ts';
import { foldText, normaliseText, toMappedText } from '#protocols/scorers/normalise-text.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';

const RULES: readonly ScorerRule[] = [
  { type: 'exact', families: null, ignoreCase: false, ignoreFinalPunctuation: false },
  { type: 'exact', families: null, ignoreCase: true, ignoreFinalPunctuation: true },
  { type: 'includes', families: null, ignoreCase: true },
  { type: 'number', families: null, take: 'first', tolerance: 0 },
  { type: 'number', families: null, take: 'last', tolerance: 0.5 },
  { type: 'choice', families: null },
  { type: 'json-fields', families: null, credit: 'per-field' },
];

// Any UTF-16, lone surrogates among it, mixed with what the rules look for.
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 4 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ':',
    ',',
    '-',
    '.',
    '1',
    '9,9',
    'Answer: ',
    'A',
    'b',
    '(A)',
    'B)',
    'é',
    'e\u0301',
    'ᄒ',
    'ᅡ',
    'ᆫ',
    ' ',
    '\u0085',
    'ς',
    'İ',
    '{"a":1}',
  ),
);
const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));
const wellFormed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });

const sampleArbitrary: fc.Arbitrary<Sample> = fc
  .record({
    target: fc.oneof(text, wellFormed, fc.constantFrom('A', '{"a": 1}', '9')),
    one: wellFormed,
    two: wellFormed,
    labelled: fc.boolean(),
  })
  .map(({ target, one, two, labelled }) => ({
    sampleId: 's',
    clusterId: 's',
    family: 'f',
    input: 'x',
    target: [target],
    options: { labels: labelled ? ['A', 'B'] : null, texts: [one, two] },
    protect: [],
    severityOfError: null,
  }));

describe.each(RULES.map((rule) => [toCanonicalJson(rule), rule] as const))('%s', (_, rule) => {
  const judge = (sample: Sample, output: string): Score | null =>
    scoreOutput({ name: 'answer', version: 1, rules: [rule] }, sample, output);

  test.prop([sampleArbitrary, text])(
    'judges any output without throwing, with a valid and storable score',
    (sample, output) => {
      const score = Score.parse(judge(sample, output));
      expect(() => toCanonicalJson(score)).not.toThrow();
      expect(score.answer === null && score.success === 1).toBe(false);
      expect(score.success === 0 || score.value === 1).toBe(true);
    },
  );

  test.prop([sampleArbitrary, text])('points inside the output', (sample, output) => {
    const span = judge(sample, output)?.span ?? null;
    const [start, end] = span ?? [0, 0];
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBeLessThanOrEqual(output.length);
    expect(span === null || start < end).toBe(true);
  });

  test.prop([sampleArbitrary, text])('judges every canonically equivalent output alike', (sample, output) => {
    const pick = (score: Score | null): unknown => score && [score.success, score.answer, score.value];
    expect(pick(judge(sample, output.normalize('NFD')))).toEqual(pick(judge(sample, output.normalize('NFC'))));
  });
});

describe('a mapped text', () => {
  test.prop([text])('is the normalised text', (raw) => {
    expect(toMappedText(raw, false).text).toBe(normaliseText(raw));
    expect(toMappedText(raw, true).text).toBe(foldText(raw));
  });

  test.prop([text])('maps every unit to raw text in order', (raw) => {
    const { text: mapped, starts, ends } = toMappedText(raw, true);
    expect([starts.length, ends.length]).toEqual([mapped.length, mapped.length]);
    for (const [unit, start] of starts.entries()) {
      expect(start).toBeLessThan(ends[unit] ?? 0);
      expect(start).toBeGreaterThanOrEqual(starts[unit - 1] ?? 0);
    }
  });

  test.prop([text])('normalising twice changes nothing more', (raw) => {
    expect(normaliseText(normaliseText(raw))).toBe(normaliseText(raw));
  });
});

test('no rule takes noticeably longer than linear time', () => {
  const sample: Sample = {
    sampleId: 's',
    clusterId: 's',
    family: 'f',
    input: 'x',
    target: ['A'],
    options: { labels: ['A', 'B'], texts: ['aa', 'a a'] },
    protect: [],
    severityOfError: null,
  };
  for (const unit of ['a', ' ', '{', '{"', '1,', ',', '-1', 'A ', 'A)', 'a a', '\u0301', '.', '🙂']) {
    const output = `1${unit.repeat(Math.floor(100_000 / unit.length))}1`;
    for (const rule of RULES)
      expect(scoreOutput({ name: 'answer', version: 1, rules: [rule] }, sample, output)).not.toBeNull();
  }
}, 20_000);
