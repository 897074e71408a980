import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { Sample } from '#core/model/sample.ts';
import { Score, type ScorerRule } from '#core/model/scorer.ts';
import { foldText, normaliseText, toComposedText, toMappedText } from '#protocols/scorers/normalise-text.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';

const search = { pattern: String.raw`(?:answer|\{)\W*(\w.*?|é)\b`, flags: 'im', group: 1, take: 'last' } as const;
const tolerance = { absolute: 0.5, relative: 0.01 };
const exact = { type: 'exact', ignoreCase: true, ignoreFinalPunctuation: true } as const;
const markers = { marker: 'answer:', take: 'last', ignoreCase: true } as const;

const RULES: readonly ScorerRule[] = [
  { type: 'exact', families: null, ignoreCase: false, ignoreFinalPunctuation: false },
  { ...exact, families: null },
  { type: 'includes', families: null, ignoreCase: true },
  { type: 'includes-all', families: null, ignoreCase: true, credit: 'per-target' },
  { type: 'number', families: null, take: 'first', tolerance: 0 },
  { type: 'number', families: null, take: 'last', tolerance: 0.5 },
  { type: 'quantity', families: null, take: 'first', tolerance, decimal: 'point', unit: null },
  {
    type: 'quantity',
    families: null,
    take: 'last',
    tolerance,
    decimal: 'comma',
    unit: { symbol: 'km', missing: 'accept', alsoWritten: ['A'] },
  },
  { type: 'choice', families: null },
  {
    type: 'choice-letter',
    families: null,
    tiers: ['whole', 'stated', 'marked', 'text', 'lone'],
    statements: ['answer', 'é'],
  },
  { type: 'json-fields', families: null, credit: 'per-field' },
  { type: 'json-schema', families: null, schema: { type: 'object', properties: { a: { const: 1 } } } },
  { type: 'regex', families: null, search, compare: 'target', ignoreCase: true },
  {
    type: 'regex',
    families: null,
    search: { ...search, group: 0, take: 'first' },
    compare: 'presence',
    ignoreCase: false,
  },
  {
    type: 'list-f1',
    families: null,
    of: 'list',
    separators: ['\n', ',', ' '],
    ignoreCase: true,
    targets: 'alternatives',
    passAt: null,
  },
  { type: 'chrf', families: null, beta: 2, passAt: 0.5 },
  ...(['unparsable', 'whole-output'] as const).flatMap((otherwise) =>
    [
      [{ type: 'first-line' as const }],
      [{ type: 'last-line' as const }, { type: 'last-number' as const }],
      [
        { type: 'after-marker' as const, ...markers },
        { type: 'before-marker' as const, marker: 'é', ignoreCase: true },
      ],
      [{ type: 'boxed' as const }],
      [{ type: 'regex' as const, search }],
    ].map((from): ScorerRule => ({ type: 'extracted', families: null, from, otherwise, rule: exact })),
  ),
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
    '\\boxed{',
    '\n',
    ' km',
    '²',
    '१',
    '× 10^3',
    '₹',
    '**A**',
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

  test.prop([sampleArbitrary, text, fc.string({ unit: 'grapheme', maxLength: 8 })])(
    'says the same again, whatever it judged before',
    (sample, output, other) => {
      const first = judge(sample, output);
      judge(sample, `${other}${output}`);
      expect(judge(sample, output)).toEqual(first);
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

  test.prop([text])('is the text in form NFC when only composed', (raw) => {
    expect(toComposedText(raw).text).toBe(raw.normalize('NFC'));
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

const LONG_UNITS = [
  'a',
  ' ',
  '{',
  '{"',
  '1,',
  ',',
  '-1',
  'A ',
  'A)',
  'a a',
  '\u0301',
  '.',
  '🙂',
  '\\boxed{',
  'answer:',
];
const SINGLE_READINGS = RULES.filter((rule) => rule.type !== 'extracted' || rule.otherwise === 'unparsable');

// A quadratic rule would need 1.6 × 10⁹ steps for one of these outputs; a linear one takes some hundredths of a second.
test.each(SINGLE_READINGS.map((rule) => [toCanonicalJson(rule), rule] as const))(
  '%s judges long outputs of one repeated text in time',
  (_, rule) => {
    const options = { labels: ['A', 'B'], texts: ['aa', 'a a'] };
    const sample: Sample = {
      sampleId: 's',
      clusterId: 's',
      family: 'f',
      input: 'x',
      target: ['A'],
      options,
      protect: [],
      severityOfError: null,
    };
    for (const unit of LONG_UNITS) {
      const output = `1${unit.repeat(Math.floor(40_000 / unit.length))}1`;
      const start = performance.now();
      expect(scoreOutput({ name: 'answer', version: 1, rules: [rule] }, sample, output)).not.toBeNull();
      expect(performance.now() - start).toBeLessThan(2000);
    }
  },
  60_000,
);
