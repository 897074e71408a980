import { Tokenizer } from '@huggingface/tokenizers';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import { deskFactsScorer } from '#protocols/tasks/desk-facts/desk-facts-scorer.ts';
import { FACT_LANGUAGES, type FactLanguage, type InLanguages } from '#protocols/tasks/desk-facts/language.ts';
import * as templates from '#protocols/tasks/desk-facts/templates.ts';
import { FACT_SYSTEM, toDeskFactsSamples } from '#protocols/tasks/desk-facts/to-desk-facts-samples.ts';
import * as words from '#protocols/tasks/desk-facts/words.ts';
import { createExample } from '#protocols/tasks/maintenance-desk/generator/create-example.ts';
import { EXTRACT_REQUESTS, LINES } from '#protocols/tasks/maintenance-desk/generator/extract-templates.ts';
import {
  ABOVE,
  FAULT_LINES,
  LABEL_TERMS,
  READING_LINES,
  RULE_STYLES,
  TRIAGE_REQUESTS,
} from '#protocols/tasks/maintenance-desk/generator/triage-templates.ts';
import { ASSET_KINDS } from '#protocols/tasks/maintenance-desk/generator/words/assets.ts';
import { FAULTS } from '#protocols/tasks/maintenance-desk/generator/words/faults.ts';
import { PARTS } from '#protocols/tasks/maintenance-desk/generator/words/parts.ts';
import { PEOPLE } from '#protocols/tasks/maintenance-desk/generator/words/people.ts';
import { PLACES } from '#protocols/tasks/maintenance-desk/generator/words/places.ts';
import { DAYS, MOMENTS } from '#protocols/tasks/maintenance-desk/generator/words/times.ts';
import { toMaintenanceDeskSamples } from '#protocols/tasks/maintenance-desk/to-maintenance-desk-samples.ts';
import { countOrphanMarks, hasUnassigned } from '#tests/support/orphan-marks.ts';

/** A letter of the language's own script; codes, keys and units stay Latin in all of them. */
const OWN_LETTER: Readonly<Record<FactLanguage, RegExp>> = {
  en: /\p{Script=Latin}/u,
  hi: /\p{Script=Devanagari}/u,
  kn: /\p{Script=Kannada}/u,
  bn: /\p{Script=Bengali}/u,
};
const byLanguage = new Map(FACT_LANGUAGES.map((language) => [language, toDeskFactsSamples(language)]));
const samplesOf = (language: FactLanguage) => byLanguage.get(language) ?? [];
const english = samplesOf('en');

describe.each(FACT_LANGUAGES)('desk facts (%s)', (language) => {
  const samples = samplesOf(language);

  test('has a hundred different questions, sample by sample those of English', () => {
    expect(samples).toHaveLength(100);
    expect(new Set(samples.map(({ input }) => input)).size).toBe(100);
    const toFrame = ({ sampleId, clusterId, family }: (typeof samples)[number]) => ({ sampleId, clusterId, family });
    expect(samples.map(toFrame)).toEqual(english.map(toFrame));
  });

  test('states the same numbers and asks for the same fields, in the same order', () => {
    const toNumbers = (text: string) => (text.match(/\d+/g) ?? []).toSorted();
    for (const [index, sample] of samples.entries()) {
      const twin = english[index];
      expect(toNumbers(sample.input), sample.sampleId).toEqual(toNumbers(twin?.input ?? ''));
      if (sample.family !== 'extract') continue;
      const toFields = (target = '{}') =>
        Object.entries(JSON.parse(target)).map(([key, value]) => [key, value === null]);
      expect(toFields(sample.target[0])).toEqual(toFields(twin?.target[0]));
    }
  });

  test('has the same option as target', () => {
    for (const [index, { options, target }] of samples.entries()) {
      const twin = english[index];
      expect(options?.texts.indexOf(target[0] ?? '')).toBe(twin?.options?.texts.indexOf(twin.target[0] ?? ''));
    }
  });

  test('is written in its script, composed, without orphan signs', () => {
    for (const { sampleId, ...sample } of samples) {
      const text = JSON.stringify(sample);
      expect(sample.input, sampleId).toMatch(OWN_LETTER[language]);
      expect(text, sampleId).toBe(text.normalize('NFC'));
      expect(countOrphanMarks(text), sampleId).toBe(0);
      expect(hasUnassigned(text), sampleId).toBe(false);
      const others = FACT_LANGUAGES.filter((other) => other !== language && other !== 'en');
      for (const other of others) expect(sample.input, sampleId).not.toMatch(OWN_LETTER[other]);
    }
  });

  test('scores its own answers 1 and protects what they depend on', () => {
    for (const sample of samples) {
      expect(scoreOutput(deskFactsScorer, sample, sample.target[0] ?? '')?.success, sample.sampleId).toBe(1);
      for (const kept of sample.protect) expect(sample.input).toContain(kept);
      if (sample.family !== 'extract') continue;
      const values = Object.values<string | null>(JSON.parse(sample.target[0] ?? '{}'));
      for (const value of values.filter((one) => one !== null)) expect(sample.protect).toContain(value);
    }
  });

  test('leaves room for an answer in the reference model’s context of 512', () => {
    const read = (file: string) => JSON.parse(readFileSync(`public/models/reference/${file}`, 'utf8'));
    const tokenizer = new Tokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
    const count = (text: string) => tokenizer.encode(text).ids.length;
    const frame = count('<|system|>\n<|end|>\n<|user|>\n<|end|>\n<|assistant|>\n');
    for (const { input, target, sampleId } of samples) {
      const prompt = frame + count(FACT_SYSTEM[language]) + count(input);
      expect(prompt + 104, sampleId).toBeLessThanOrEqual(512);
      expect(count(target[0] ?? ''), sampleId).toBeLessThan(104);
    }
  });
});

test('the four lists hold the same words once each', () => {
  for (const list of Object.values(words)) {
    for (const language of FACT_LANGUAGES) expect(new Set(list.map((word) => word[language])).size).toBe(list.length);
  }
});

describe('English and Hindi', () => {
  const toPair = ({ en, hi }: { readonly en: string; readonly hi: string }) => `${en}=${hi}`;
  const expectKnown = (
    used: readonly Pick<InLanguages, 'en' | 'hi'>[],
    known: readonly Pick<InLanguages, 'en' | 'hi'>[],
  ) => expect(known.map(toPair)).toEqual(expect.arrayContaining(used.map(toPair)));

  test('use words of the reference model’s training', () => {
    expectKnown(words.MACHINES, ASSET_KINDS.train);
    expectKnown(words.FAULT_NAMES, FAULTS.train);
    expectKnown(words.PART_NAMES, PARTS.train);
    expectKnown(words.PERSON_NAMES, PEOPLE.train);
    expectKnown(words.PLACE_NAMES, PLACES.train);
    expectKnown(words.TIMES, [...DAYS.train, ...MOMENTS.train]);
    expectKnown(words.LABELS, Object.values(LABEL_TERMS));
  });

  test('use its templates, but for the choice in Hindi', () => {
    expectKnown(templates.EXTRACT_LINES, LINES.train);
    expectKnown(templates.EXTRACT_ASKS, EXTRACT_REQUESTS.train);
    expectKnown(templates.TRIAGE_FAULT_LINES, FAULT_LINES.train);
    expectKnown(templates.TRIAGE_READING_LINES, READING_LINES.train);
    expectKnown(templates.TRIAGE_ASKS, TRIAGE_REQUESTS.train);
    expectKnown([templates.OVER], [ABOVE]);
    for (const { rule, otherwise, join } of templates.FACT_RULE_STYLES) {
      const style = RULE_STYLES.train.find((one) => toPair(one.otherwise) === toPair(otherwise) && one.join === join);
      expect(style === undefined ? null : toPair(style.rule)).toBe(toPair(rule));
    }
  });

  test('ask nothing that the maintenance desk or a sample of its training asks', () => {
    const asked = new Set(toMaintenanceDeskSamples().map(({ sample }) => sample.input));
    const rng = createRng('training requests');
    for (let index = 0; index < 6000; index += 1) {
      const family = index % 2 === 0 ? 'extract' : 'triage';
      asked.add(createExample(rng.fork(String(index)), { split: 'train', family, isClean: true }).user);
    }
    for (const language of ['en', 'hi'] as const)
      expect(samplesOf(language).filter(({ input }) => asked.has(input))).toEqual([]);
  });
});
