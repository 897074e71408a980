import type { Sample } from '#core/model/sample.ts';
import type { Rng } from '#core/rng/rng.ts';
import { at, pick } from './draw.ts';
import { toNumber, toSample } from './to-sample.ts';
import { CITIES, COLORS, DAYS, FOODS, ITEMS, JOBS, MARKED_CITIES, MARKED_NAMES, NAMES } from './words.ts';

type Field = 'name' | 'age' | 'city' | 'job' | 'day' | 'item' | 'count' | 'color' | 'food';
type Fields = Readonly<Record<Field, string | number>>;

const TEXTS: readonly { readonly has: readonly Field[]; readonly write: (f: Fields) => string }[] = [
  {
    has: ['name', 'job', 'age', 'city'],
    write: (f) => `${f.name}, a ${f.age} year old ${f.job} from ${f.city}, called today.`,
  },
  { has: ['item', 'count', 'name', 'day'], write: (f) => `${f.name} ordered ${f.count} ${f.item} on ${f.day}.` },
  { has: ['name', 'job', 'city'], write: (f) => `${f.name} works as a ${f.job} in ${f.city}.` },
  { has: ['day', 'name', 'city'], write: (f) => `${f.name} will fly to ${f.city} on ${f.day}.` },
  {
    has: ['color', 'food', 'name'],
    write: (f) => `The favourite color of ${f.name} is ${f.color} and the favourite food is ${f.food}.`,
  },
  { has: ['count', 'item', 'city'], write: (f) => `Please ship ${f.count} ${f.item} to ${f.city}.` },
  {
    has: ['age', 'job', 'name', 'day'],
    write: (f) => `Last ${f.day} a ${f.job} named ${f.name}, aged ${f.age}, came by.`,
  },
];

const EXTRACT_TEMPLATES: readonly ((text: string, fields: readonly Field[]) => string)[] = [
  (text, fields) => `Extract the ${fields.join(' and ')} as JSON.\nText: ${text}`,
  (text, fields) => `Text: ${text}\nReturn a JSON object with the keys ${fields.join(', ')}.`,
  (text, fields) => `Get ${fields.join(', ')} from this text as JSON: ${text}`,
  (text, fields) => `${text}\nWrite the ${fields.join(' and ')} as a JSON object.`,
  (text, fields) => `Turn this into JSON with ${fields.join(', ')}: ${text}`,
];

/** One text asked for its first two fields in one style, and for its last two in another; every third asks for marked letters too. */
export function toExtractSamples(rng: Rng, index: number): readonly Sample[] {
  const { has, write } = at(TEXTS, index);
  const withMarks = index % 2 === 0;
  const values: Fields = {
    name: pick(rng, withMarks && has.at(-1) === 'name' ? MARKED_NAMES : NAMES),
    city: pick(rng, withMarks ? MARKED_CITIES : CITIES),
    age: rng.int(18, 79),
    job: pick(rng, JOBS),
    day: pick(rng, DAYS),
    item: pick(rng, ITEMS),
    count: rng.int(2, 60),
    color: pick(rng, COLORS),
    food: pick(rng, FOODS),
  };
  const clusterId = `extract-${toNumber(index)}`;
  const askable = withMarks && index % 3 !== 0 ? has.filter((field) => /^[ -~]*$/.test(String(values[field]))) : has;
  return [askable.slice(0, 2), askable.slice(-2).toReversed()].map((fields, part) => {
    const pairs = fields.map((field) => `${JSON.stringify(field)}: ${JSON.stringify(values[field])}`);
    const input = at(EXTRACT_TEMPLATES, index + 2 * part)(write(values), fields);
    return toSample(`${clusterId}-${part + 1}`, clusterId, 'extract', input, `{${pairs.join(', ')}}`);
  });
}
