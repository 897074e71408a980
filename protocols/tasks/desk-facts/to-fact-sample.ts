import { assert } from '#core/errors/assert.ts';
import { Sample } from '#core/model/sample.ts';
import type { SeverityLevel } from '#core/model/severity.ts';
import { fillTemplate } from '../maintenance-desk/generator/fill-template.ts';
import {
  ANSWER_SEVERITY,
  EXTRACT_SEVERITY,
  TRIAGE_LABELS,
  toTriageSeverity,
} from '../maintenance-desk/generator/severity.ts';
import type { Fact, FactRule, Values } from './draw-fact.ts';
import type { FactLanguage, InLanguages } from './language.ts';
import { CHOICE_ASK, CHOICE_FACT, CHOICE_QUESTION, OVER, type FactRuleStyle } from './templates.ts';
import { LABELS } from './words.ts';

type FactOf<F extends Fact['family']> = Extract<Fact, { readonly family: F }>;
type Body = Pick<Sample, 'input' | 'target' | 'options' | 'protect' | 'severityOfError'>;

/** The sample that asks a fact in a language; id and cluster are the same in all of them. */
export function toFactSample(fact: Fact, sampleId: string, language: FactLanguage): Sample {
  return Sample.parse({ sampleId, clusterId: sampleId, family: fact.family, ...toBody(fact, language) });
}

function toBody(fact: Fact, language: FactLanguage): Body {
  switch (fact.family) {
    case 'extract':
      return toExtractBody(fact, language);
    case 'triage':
      return toTriageBody(fact, language);
    case 'choice':
      return toChoiceBody(fact, language);
    default:
      return fact satisfies never;
  }
}

function toExtractBody({ line, ask, values, keys }: FactOf<'extract'>, language: FactLanguage): Body {
  const asked = keys.join(', ');
  const stated = toTexts(values, language);
  const fields = keys.map((key) => `"${key}": ${JSON.stringify(values[key]?.[language] ?? null)}`);
  return {
    input: fillTemplate(ask[language], { line: fillTemplate(line[language], stated), keys: asked }),
    target: [`{${fields.join(', ')}}`],
    options: null,
    protect: toDistinct([...Object.values(stated), asked]),
    severityOfError: {
      type: 'by-fields',
      unparsed: ANSWER_SEVERITY,
      wrongValue: EXTRACT_SEVERITY,
      missingValue: ANSWER_SEVERITY,
    },
  };
}

function toTriageBody({ line, ask, style, values, rules, label }: FactOf<'triage'>, language: FactLanguage): Body {
  const stated = toTexts(values, language);
  const table = rules.map((rule) => toRuleText(rule, style, language)).join(style.join);
  return {
    input: fillTemplate(ask[language], { rules: table, line: fillTemplate(line[language], stated) }),
    target: [label[language]],
    options: { labels: null, texts: LABELS.map((one) => one[language]) },
    protect: toDistinct([table, ...Object.values(stated)]),
    severityOfError: {
      type: 'by-answer',
      unparsed: ANSWER_SEVERITY,
      levels: toLabelLevels(label, language),
      other: ANSWER_SEVERITY,
    },
  };
}

function toChoiceBody({ assets, places, asked, order }: FactOf<'choice'>, language: FactLanguage): Body {
  const texts = order.map((position) => places[position]?.[language] ?? '');
  const facts = assets.map((asset, position) =>
    fillTemplate(CHOICE_FACT[language], { asset: asset[language], location: places[position]?.[language] ?? '' }),
  );
  const question = fillTemplate(CHOICE_QUESTION[language], { asset: assets[asked]?.[language] ?? '' });
  return {
    input: fillTemplate(CHOICE_ASK[language], { facts: facts.join(' '), question, options: texts.join(', ') }),
    target: [places[asked]?.[language] ?? ''],
    options: { labels: null, texts },
    protect: toDistinct(assets.map((asset) => asset[language])),
    severityOfError: { type: 'constant', unparsed: ANSWER_SEVERITY, wrong: ANSWER_SEVERITY },
  };
}

function toRuleText({ condition, label }: FactRule, style: FactRuleStyle, language: FactLanguage): string {
  const slots = { label: label[language] };
  switch (condition.type) {
    case 'fault':
      return fillTemplate(style.rule[language], { ...slots, condition: condition.fault[language] });
    case 'over': {
      const over = fillTemplate(OVER[language], { reading: condition.reading });
      return fillTemplate(style.rule[language], { ...slots, condition: over });
    }
    case 'otherwise':
      return fillTemplate(style.otherwise[language], slots);
    default:
      return condition satisfies never;
  }
}

function toLabelLevels(right: InLanguages, language: FactLanguage): [string, SeverityLevel][] {
  const level = TRIAGE_LABELS.find((label) => label === right.en);
  assert(level !== undefined, 'a label of the maintenance desk');
  return TRIAGE_LABELS.flatMap((label): [string, SeverityLevel][] => {
    const text = LABELS.find(({ en }) => en === label)?.[language];
    return label === level || text === undefined ? [] : [[text, toTriageSeverity(level, label)]];
  });
}

function toTexts(values: Values, language: FactLanguage): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value[language]]));
}

function toDistinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
