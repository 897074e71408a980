import { drawAssets } from './draw-value.ts';
import type { Draw } from './draw.ts';
import { fillTemplate } from './fill-template.ts';
import type { Lexicon } from './lexicon.ts';
import { FAULTS } from './words/faults.ts';
import { PARTS } from './words/parts.ts';
import { PEOPLE } from './words/people.ts';
import { PLACES } from './words/places.ts';
import { DAYS } from './words/times.ts';

/** Statements of one kind about several subjects, a question about one of them, and the answers to choose from. */
export interface ChoiceFacts {
  readonly topic: string;
  readonly facts: readonly string[];
  readonly question: string;
  /** Answer to each fact, were it asked about; all different. */
  readonly answers: readonly string[];
  /** Index of the fact asked about, and of its answer. */
  readonly asked: number;
  /** Every subject and every object. */
  readonly values: readonly string[];
}

/** A kind of statement with its questions. */
export interface Topic {
  readonly name: string;
  readonly draw: (
    draw: Draw,
    count: number,
  ) => { readonly subjects: readonly string[]; readonly objects: readonly string[] };
  /** `{s}` is the subject, `{o}` the object; one wording serves all facts of a prompt. */
  readonly facts: Lexicon<string>;
  readonly askObject: Lexicon<string>;
  readonly askSubject: Lexicon<string>;
}

/** What facts may be about. */
export const TOPICS: readonly Topic[] = [
  {
    name: 'asset-place',
    draw: (draw, count) => ({
      subjects: toEnglish(drawAssets(draw, count)),
      objects: toEnglish(draw.words(PLACES, count)),
    }),
    facts: {
      train: ['{s} is in the {o}.', '{s} stands in the {o}.', '{s}: {o}.'],
      heldOut: ['You will find {s} inside the {o}.'],
    },
    askObject: { train: ['Where is {s}?', 'Which place has {s}?'], heldOut: ['Where should one go to see {s}?'] },
    askSubject: {
      train: ['What is in the {o}?', 'Which machine is in the {o}?'],
      heldOut: ['Name the machine that the {o} holds.'],
    },
  },
  {
    name: 'asset-person',
    draw: (draw, count) => ({
      subjects: toEnglish(drawAssets(draw, count)),
      objects: toEnglish(draw.words(PEOPLE, count)),
    }),
    facts: {
      train: ['{o} repairs {s}.', '{o} checks {s}.', '{s} is checked by {o}.'],
      heldOut: ['{s} has been given to {o}.'],
    },
    askObject: { train: ['Who takes care of {s}?', 'Who has {s}?'], heldOut: ['Whose job today is {s}?'] },
    askSubject: { train: ['Which machine has {o}?', 'What does {o} work on?'], heldOut: ['With what is {o} busy?'] },
  },
  {
    name: 'asset-fault',
    draw: (draw, count) => ({
      subjects: toEnglish(drawAssets(draw, count)),
      objects: toEnglish(draw.words(FAULTS, count)),
    }),
    facts: { train: ['{s} has {o}.', '{s} shows {o}.', '{o} on {s}.'], heldOut: ['They report {o} from {s}.'] },
    askObject: {
      train: ['What is wrong with {s}?', 'What does {s} have?'],
      heldOut: ['What trouble was noted for {s}?'],
    },
    askSubject: { train: ['Which machine has {o}?', 'What has {o}?'], heldOut: ['Find the machine troubled by {o}.'] },
  },
  {
    name: 'part-place',
    draw: (draw, count) => ({
      subjects: toEnglish(draw.words(PARTS, count)),
      objects: toEnglish(draw.words(PLACES, count)),
    }),
    facts: {
      train: ['The {s} is in the {o}.', 'The {s} lies in the {o}.'],
      heldOut: ['Somebody left the {s} near the {o}.'],
    },
    askObject: {
      train: ['Where is the {s}?', 'Which place has the {s}?'],
      heldOut: ['Where should one go to fetch the {s}?'],
    },
    askSubject: {
      train: ['What is in the {o}?', 'Which part is in the {o}?'],
      heldOut: ['Name the part that the {o} holds.'],
    },
  },
  {
    name: 'person-day',
    draw: (draw, count) => ({
      subjects: toEnglish(draw.words(PEOPLE, count)),
      objects: toEnglish(draw.words(DAYS, count)),
    }),
    facts: {
      train: ['{s} works on {o}.', '{s} is on duty on {o}.', '{o}: {s}.'],
      heldOut: ['{s} took the shift of {o}.'],
    },
    askObject: {
      train: ['When does {s} work?', 'Which day does {s} have?'],
      heldOut: ['On what day can one meet {s}?'],
    },
    askSubject: { train: ['Who works on {o}?', 'Who has {o}?'], heldOut: ['Whom can one meet on {o}?'] },
  },
];

/** Three or four facts in random order, with a question that one of them answers. */
export function drawChoiceFacts(draw: Draw): ChoiceFacts {
  const topic = draw.pick(TOPICS);
  const count = draw.int(3, 4);
  const { subjects, objects } = topic.draw(draw, count);
  const asked = draw.int(0, count - 1);
  const asksSubject = draw.chance(30);
  const fact = draw.template(topic.facts);
  const toValues = (position: number): Record<string, string> => ({
    s: subjects[position] ?? '',
    o: objects[position] ?? '',
  });
  return {
    topic: topic.name,
    facts: subjects.map((_, position) => fillTemplate(fact, toValues(position))),
    question: fillTemplate(draw.template(asksSubject ? topic.askSubject : topic.askObject), toValues(asked)),
    answers: asksSubject ? subjects : objects,
    asked,
    values: [...subjects, ...objects],
  };
}

function toEnglish(terms: readonly { readonly en: string }[]): readonly string[] {
  return terms.map(({ en }) => en);
}
