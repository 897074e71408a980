import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { Sample } from '#core/model/sample.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import { toAnswerSeverity } from '#protocols/scorers/to-answer-severity.ts';
import { createExample, hasHindi } from '#protocols/tasks/maintenance-desk/generator/create-example.ts';
import { FAMILIES, type Example, type Language } from '#protocols/tasks/maintenance-desk/generator/example.ts';
import { maintenanceDeskScorer } from '#protocols/tasks/maintenance-desk/maintenance-desk-scorer.ts';
import { toSeverityOfError } from '#protocols/tasks/maintenance-desk/to-severity-of-error.ts';

const anyExample = fc
  .record({
    seed: fc.string({ maxLength: 12 }),
    family: fc.constantFrom(...FAMILIES),
    split: fc.constantFrom('train' as const, 'in-distribution' as const, 'held-out' as const),
    wantsHindi: fc.boolean(),
  })
  .map(({ seed, family, split, wantsHindi }) => {
    const language: Language = wantsHindi && hasHindi(family) ? 'hi' : 'en';
    return { seed, options: { family, split, language } };
  });

function toSample(example: Example): Sample {
  const { family, user, target, options } = example;
  return Sample.parse({
    sampleId: 's',
    clusterId: 's',
    family,
    input: user,
    target: [...target],
    options,
    protect: [],
    severityOfError: toSeverityOfError(example),
  });
}

function toObject(text: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(JSON.parse(text) as object));
}

describe('every example', () => {
  test.prop([anyExample])('is the same for the same seed', ({ seed, options }) => {
    expect(createExample(createRng(seed), options)).toEqual(createExample(createRng(seed), options));
  });

  test.prop([anyExample])('scores 1 with its own answer, which is no error', ({ seed, options }) => {
    const example = createExample(createRng(seed), options);
    const sample = toSample(example);
    const score = scoreOutput(maintenanceDeskScorer, sample, example.assistant);
    expect(score).toMatchObject({ success: 1, value: 1 });
    expect(score === null ? null : toAnswerSeverity(sample.severityOfError, sample.target, score)).toBe(0);
  });

  test.prop([anyExample, anyExample])('is never worse answered than it says', (one, two) => {
    const example = createExample(createRng(one.seed), one.options);
    const other = createExample(createRng(two.seed), { ...two.options, ...one.options });
    const sample = toSample(example);
    for (const output of [other.assistant, '', example.options?.texts[0] ?? '7', '{"name": "start_machine"}']) {
      const score = scoreOutput(maintenanceDeskScorer, sample, output);
      const level = score === null ? null : toAnswerSeverity(sample.severityOfError, sample.target, score);
      expect(level ?? 9).toBeLessThanOrEqual(example.severityOfError);
    }
  });

  test.prop([anyExample])('asks in at most 640 bytes and answers in at most 300', ({ seed, options }) => {
    const example = createExample(createRng(seed), options);
    const encoder = new TextEncoder();
    expect(encoder.encode(example.user).length).toBeLessThanOrEqual(640);
    expect(encoder.encode(example.assistant).length).toBeLessThanOrEqual(300);
    expect(example.assistant.trim()).toBe(example.assistant);
    expect(example.user.normalize('NFC')).toBe(example.user);
  });
});

describe('a target is right when worked out again', () => {
  const of = (family: Example['family']) => anyExample.filter(({ options }) => options.family === family);

  test.prop([of('extract')])('extract: asked keys in their order, values that the text states', ({ seed, options }) => {
    const { assistant, facts, user, language } = createExample(createRng(seed), options);
    const fields = toObject(assistant);
    expect(Object.keys(fields).join(', ')).toBe(facts['asked']);
    for (const [key, value] of Object.entries(fields)) {
      expect(user).toContain(key);
      expect(value === null).toBe(facts[key] === undefined);
      if (typeof value !== 'string') continue;
      expect(user).toContain(value);
      if (language === 'en') expect(value).toBe(facts[key]);
    }
  });

  test.prop([of('triage')])('triage: the first rule of the table that fits', ({ seed, options }) => {
    const { facts, user, language } = createExample(createRng(seed), options);
    const reading = Number((facts['reading'] ?? '').split(' ')[0]);
    const fits = (condition: string): boolean => {
      if (condition === 'otherwise') return true;
      const limit = /^above (\d+)/.exec(condition)?.[1];
      return limit === undefined ? condition === facts['fault'] : reading > Number(limit);
    };
    const rules = (facts['rules'] ?? '').split(';').map((rule) => rule.split('='));
    expect(rules.find(([condition]) => fits(condition ?? ''))?.[1]).toBe(facts['label']);
    expect(new Set(rules.map(([, label]) => label)).size).toBe(rules.length);
    if (language === 'hi') return;
    for (const [condition, label] of rules) {
      if (condition !== 'otherwise') expect(user).toContain(condition);
      expect(user).toContain(label);
    }
    for (const key of ['fault', 'reading']) if (facts[key] !== undefined) expect(user).toContain(facts[key]);
  });

  test.prop([of('choice')])('choice: the option of the stated fact, with its letter', ({ seed, options }) => {
    const { user, target, facts, assistant, options: listed } = createExample(createRng(seed), options);
    const { text = '', letter = '', fact = '' } = facts;
    expect(fact).toContain(text);
    expect(listed?.texts.filter((option) => option === text)).toHaveLength(1);
    for (const option of listed?.texts ?? []) expect(user).toContain(option);
    expect('ABCD'.charAt(listed?.texts.indexOf(text) ?? 9)).toBe(letter);
    expect([text, letter, `${text} (${letter})`]).toContain(assistant);
    expect(assistant).toContain(target[0]);
  });

  test.prop([of('dispatch')])(
    'dispatch: a listed tool with arguments from the request, or none',
    ({ seed, options }) => {
      const { kind, user, assistant, facts } = createExample(createRng(seed), options);
      const call = toObject(assistant);
      const listed = (facts['listed'] ?? '').split(' ');
      for (const name of listed) expect(user).toContain(`${name}(`);
      if (kind !== 'call') {
        expect(call).toEqual({ name: null });
        expect(listed).not.toContain(facts['tool']);
        return;
      }
      expect(listed).toContain(call['name']);
      expect(call['name']).toBe(facts['tool']);
      for (const value of Object.values(call['arguments'] ?? {})) expect(facts['request']).toContain(String(value));
    },
  );

  test.prop([of('count')])('count: the sum of the numbers in the text, which are 1 to 50', ({ seed, options }) => {
    const { user, target, facts, assistant } = createExample(createRng(seed), options);
    const [a, b, c] = [Number(facts['a']), Number(facts['b']), Number(facts['c'])];
    const result = { add: a + b, subtract: a - b, multiply: a * b, 'two-step': a + b - c }[facts['operation'] ?? ''];
    expect(target).toEqual([String(result)]);
    expect(assistant.split(' ').at(-1)).toBe(String(result));
    for (const number of facts['operation'] === 'two-step' ? [a, b, c] : [a, b]) {
      expect(number).toBeGreaterThanOrEqual(1);
      expect(number).toBeLessThanOrEqual(50);
      expect(user.match(/\d+/g)).toContain(String(number));
    }
  });

  test.prop([of('relay')])('relay: an answer that the text has', ({ seed, options }) => {
    const { user, assistant } = createExample(createRng(seed), options);
    expect(user).toContain(assistant);
  });
});

describe('English and Hindi', () => {
  test.prop([anyExample.filter(({ options }) => hasHindi(options.family))])(
    'state the same facts from the same stream',
    ({ seed, options }) => {
      const [en, hi] = (['en', 'hi'] as const).map((language) =>
        createExample(createRng(seed), { ...options, language, isClean: true }),
      );
      expect(hi?.facts).toEqual(en?.facts);
      expect(hi?.kind).toBe(en?.kind);
      expect(hi?.severityOfError).toBe(en?.severityOfError);
      expect(hi?.user).toMatch(/\p{Script=Devanagari}/u);
      expect(en?.user).not.toMatch(/\p{Script=Devanagari}/u);
    },
  );
});
