import type { Sample } from '#core/model/sample.ts';
import type { Rng } from '#core/rng/rng.ts';
import { at, draw, pick, shuffle } from './draw.ts';
import { toNumber, toSample } from './to-sample.ts';
import { CITIES, COLORS, FOODS, JOBS, MARKED_CITIES, MARKED_NAMES, NAMES, THINGS } from './words.ts';

const LETTERS = ['A', 'B', 'C', 'D'];

interface FactSet {
  readonly subjects: readonly string[];
  readonly objects: readonly string[];
  readonly fact: (subject: string, object: string) => string;
  readonly askObject: (subject: string) => string;
  readonly askSubject: (object: string) => string;
}

function toFactSet(rng: Rng, kind: number, count: number, withMarks: boolean): FactSet {
  const names = [...draw(rng, NAMES, count)];
  const cities = [...draw(rng, CITIES, count)];
  if (withMarks) names.splice(count - 1, 1, pick(rng, MARKED_NAMES));
  if (withMarks) cities.splice(count - 2, 1, pick(rng, MARKED_CITIES));
  if (kind === 0)
    return {
      subjects: names,
      objects: cities,
      fact: (s, o) => `${s} lives in ${o}.`,
      askObject: (s) => `Where does ${s} live?`,
      askSubject: (o) => `Who lives in ${o}?`,
    };
  if (kind === 1)
    return {
      subjects: names,
      objects: draw(rng, FOODS, count),
      fact: (s, o) => `${s} likes ${o}.`,
      askObject: (s) => `What does ${s} like?`,
      askSubject: (o) => `Who likes ${o}?`,
    };
  if (kind === 2)
    return {
      subjects: names,
      objects: draw(rng, JOBS, count),
      fact: (s, o) => `${s} is a ${o}.`,
      askObject: (s) => `What is the job of ${s}?`,
      askSubject: (o) => `Who is a ${o}?`,
    };
  const objects = draw(rng, COLORS, count).map((color) => `the ${color} box`);
  return {
    subjects: draw(rng, THINGS, count),
    objects,
    fact: (s, o) => `The ${s} is in ${o}.`,
    askObject: (s) => `Where is the ${s}?`,
    askSubject: (o) => `What is in ${o}?`,
  };
}

type ChoiceTemplate = (facts: string, question: string, options: string) => string;

const LETTER_TEMPLATES: readonly ChoiceTemplate[] = [
  (f, q, o) => `Read the facts and answer with the letter.\nFacts: ${f}\nQuestion: ${q}\n${o}`,
  (f, q, o) => `Facts: ${f}\n\nQuestion: ${q}\n${o}\nAnswer:`,
  (f, q, o) => `${f}\nQuestion: ${q}\nOptions:\n${o}\nWhich letter is correct?`,
  (f, q, o) => `Use only these facts: ${f}\n${q}\n${o}\nReply with one letter.`,
];

const QUOTE_TEMPLATES: readonly ChoiceTemplate[] = [
  (f, q, o) => `Read the facts, quote the fact that helps and give the letter.\nFacts: ${f}\nQuestion: ${q}\n${o}`,
  (f, q, o) => `${f}\n${q}\n${o}\nQuote the fact, then answer.`,
  (f, q, o) => `Facts: ${f}\n\nQuestion: ${q}\n${o}\nFirst repeat the fact, then write the letter.`,
];

/** The same facts, question and options asked for the letter alone and with the fact quoted first: one cluster, two samples. */
export function toChoiceSamples(rng: Rng, index: number): readonly Sample[] {
  const count = 3 + (index % 2);
  const set = toFactSet(rng, index % 4, count, index % 3 !== 2);
  const asksSubject = index % 5 === 4;
  const facts = shuffle(
    rng,
    set.subjects.map((subject, position) => set.fact(subject, at(set.objects, position))),
  ).join(' ');
  const question = asksSubject ? set.askSubject(at(set.objects, 0)) : set.askObject(at(set.subjects, 0));
  const answers = asksSubject ? set.subjects : set.objects;
  // The target's position goes round, so that it is as good as uniform over the labels (METRICS §3.10).
  const others = shuffle(rng, answers.slice(1));
  const position = Math.floor(index / 2) % count;
  const texts = [...others.slice(0, position), at(answers, 0), ...others.slice(position)];
  const labels = LETTERS.slice(0, count);
  const mark = at([')', ')', '.', ':'], index);
  const listed = texts.map((text, place) => `${at(labels, place)}${mark} ${text}`).join('\n');
  const target = at(labels, position);
  const options = { labels, texts };
  const clusterId = `choice-${toNumber(index)}`;
  return [
    toSample(
      `${clusterId}-letter`,
      clusterId,
      'choice',
      at(LETTER_TEMPLATES, index)(facts, question, listed),
      target,
      options,
    ),
    toSample(
      `${clusterId}-quote`,
      clusterId,
      'choice',
      at(QUOTE_TEMPLATES, index)(facts, question, listed),
      target,
      options,
    ),
  ];
}
