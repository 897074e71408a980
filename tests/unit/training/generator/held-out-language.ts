import type { Bilingual } from '#protocols/tasks/maintenance-desk/generator/bilingual.ts';
import { CHOICE_REQUESTS } from '#protocols/tasks/maintenance-desk/generator/choice-templates.ts';
import {
  COUNT_TEXTS,
  COUNTED,
  NUMBER_REQUESTS,
  WORK_REQUESTS,
} from '#protocols/tasks/maintenance-desk/generator/count-templates.ts';
import * as decline from '#protocols/tasks/maintenance-desk/generator/decline-templates.ts';
import {
  DISPATCH_REQUESTS,
  OTHER_REQUESTS,
  TOOLS,
} from '#protocols/tasks/maintenance-desk/generator/dispatch-tools.ts';
import * as extract from '#protocols/tasks/maintenance-desk/generator/extract-templates.ts';
import type { Lexicon } from '#protocols/tasks/maintenance-desk/generator/lexicon.ts';
import * as relay from '#protocols/tasks/maintenance-desk/generator/relay-templates.ts';
import { SYSTEM_PROMPTS } from '#protocols/tasks/maintenance-desk/generator/system-prompts.ts';
import * as triage from '#protocols/tasks/maintenance-desk/generator/triage-templates.ts';
import { TOPICS } from '#protocols/tasks/maintenance-desk/generator/choice-facts.ts';
import { ASSET_KINDS } from '#protocols/tasks/maintenance-desk/generator/words/assets.ts';
import { FAULTS } from '#protocols/tasks/maintenance-desk/generator/words/faults.ts';
import { PARTS } from '#protocols/tasks/maintenance-desk/generator/words/parts.ts';
import { PEOPLE } from '#protocols/tasks/maintenance-desk/generator/words/people.ts';
import { PLACES } from '#protocols/tasks/maintenance-desk/generator/words/places.ts';
import { MOMENTS } from '#protocols/tasks/maintenance-desk/generator/words/times.ts';

const WORD_LISTS = [ASSET_KINDS, FAULTS, PARTS, PEOPLE, PLACES, MOMENTS];
const PHRASE_LISTS = [COUNTED, decline.THINGS, decline.COUNTRIES, decline.PAINS];

/** Every held-out word, in both languages where there are two. */
export const HELD_OUT_WORDS: readonly string[] = [
  ...WORD_LISTS.flatMap(({ heldOut }) => heldOut.flatMap(({ en, hi }) => [en, hi])),
  ...PHRASE_LISTS.flatMap(({ heldOut }) => heldOut),
];

/** Every word of the training lists, in both languages where there are two. */
export const TRAIN_WORDS: readonly string[] = [
  ...WORD_LISTS.flatMap(({ train }) => train.flatMap(({ en, hi }) => [en, hi])),
  ...PHRASE_LISTS.flatMap(({ train }) => train),
];

const BILINGUAL: readonly Lexicon<Bilingual>[] = [
  extract.LINES,
  extract.EXTRACT_REQUESTS,
  extract.PAIR_REQUESTS,
  triage.FAULT_LINES,
  triage.READING_LINES,
  triage.MIXED_LINES,
  triage.TRIAGE_REQUESTS,
];

const ENGLISH: readonly Lexicon<string>[] = [
  ...Object.values(CHOICE_REQUESTS),
  ...TOPICS.flatMap(({ facts, askObject, askSubject }) => [facts, askObject, askSubject]),
  ...Object.values(COUNT_TEXTS),
  WORK_REQUESTS,
  NUMBER_REQUESTS,
  decline.CHAT_REQUESTS,
  decline.ADVICE_REQUESTS,
  ...TOOLS.map(({ requests }) => requests),
  OTHER_REQUESTS,
  ...DISPATCH_REQUESTS.map(({ templates }) => templates),
  relay.COPY_REQUESTS,
  relay.LOOKUP_REQUESTS,
  relay.REVERSE_REQUESTS,
  SYSTEM_PROMPTS,
];

const STYLES: Lexicon<readonly string[]> = {
  train: [
    ...triage.RULE_STYLES.train.flatMap(({ rule, otherwise }) => [rule.en, rule.hi, otherwise.en, otherwise.hi]),
    ...relay.PAIR_STYLES.train.map(({ pair }) => pair),
  ].map((text) => [text]),
  heldOut: [
    ...triage.RULE_STYLES.heldOut.flatMap(({ rule, otherwise }) => [rule.en, rule.hi, otherwise.en, otherwise.hi]),
    ...relay.PAIR_STYLES.heldOut.map(({ pair }) => pair),
  ].map((text) => [text]),
};

function collect(side: 'train' | 'heldOut'): readonly string[] {
  return [
    ...BILINGUAL.flatMap((list) => list[side].flatMap(({ en, hi }) => [en, hi])),
    ...ENGLISH.flatMap((list) => list[side]),
    ...STYLES[side].flat(),
  ];
}

/** Every held-out template, in every language. */
export const HELD_OUT_TEMPLATES: readonly string[] = collect('heldOut');
/** Every training template, in every language. */
export const TRAIN_TEMPLATES: readonly string[] = collect('train');

/** Templates that are written in two languages. */
export const BILINGUAL_TEMPLATES: readonly Bilingual[] = BILINGUAL.flatMap(({ train, heldOut }) => [
  ...train,
  ...heldOut,
]);

/** The longest stretch of a template without a slot: what gives the template away in a text. */
export function toMark(template: string): string {
  return (
    template
      .split(/\{\w+\}/)
      .toSorted((a, b) => b.trim().length - a.trim().length)[0]
      ?.trim() ?? ''
  );
}
