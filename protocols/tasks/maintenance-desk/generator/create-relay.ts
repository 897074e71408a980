import { drawAsset } from './draw-value.ts';
import type { Draw } from './draw.ts';
import type { ExampleBody } from './example.ts';
import { fillTemplate } from './fill-template.ts';
import { COPY_REQUESTS, LOOKUP_REQUESTS, PAIR_STYLES, REVERSE_REQUESTS } from './relay-templates.ts';
import { ANSWER_SEVERITY } from './severity.ts';
import { PARTS } from './words/parts.ts';
import { PEOPLE } from './words/people.ts';
import { PLACES } from './words/places.ts';

/** Words to be copied, or a value to be looked up among stated pairs. */
export function createRelay(draw: Draw): ExampleBody {
  return draw.chance(50) ? createCopy(draw) : createLookup(draw);
}

function createCopy(draw: Draw): ExampleBody {
  const values = drawValues(draw, draw.int(2, 4), []);
  const text = values.join(draw.pick([' ', ' ', ', ', ' / ']));
  return toBody('copy', fillTemplate(draw.lastTemplate(COPY_REQUESTS), { text }), text, values);
}

function createLookup(draw: Draw): ExampleBody {
  const count = draw.int(3, 4);
  const keys = drawValues(draw, count, []);
  const values = drawValues(draw, count, keys);
  const asked = draw.int(0, count - 1);
  const style = draw.template(PAIR_STYLES);
  const pairs = keys.map((key, position) => fillTemplate(style.pair, { key, value: values[position] ?? '' }));
  const isReverse = draw.chance(30);
  const [from, to] = isReverse ? [values, keys] : [keys, values];
  const request = fillTemplate(draw.lastTemplate(isReverse ? REVERSE_REQUESTS : LOOKUP_REQUESTS), {
    pairs: pairs.join(style.join),
    key: from[asked] ?? '',
  });
  return toBody(isReverse ? 'lookup-reverse' : 'lookup', request, to[asked] ?? '', [...keys, ...values]);
}

function toBody(kind: string, user: string, answer: string, keep: readonly string[]): ExampleBody {
  return {
    kind,
    user,
    assistant: answer,
    target: [answer],
    options: null,
    severityOfError: ANSWER_SEVERITY,
    facts: { answer },
    keep: [...keep, answer],
  };
}

/** `count` different words or numbers, none of which is `taken`. */
function drawValues(draw: Draw, count: number, taken: readonly string[]): readonly string[] {
  const values = new Set<string>();
  while (values.size < count) {
    const value = drawItem(draw);
    if (!taken.includes(value)) values.add(value);
  }
  return [...values];
}

function drawItem(draw: Draw): string {
  const kind = draw.weighted([
    ['asset', 25],
    ['place', 20],
    ['person', 20],
    ['part', 20],
    ['number', 15],
  ] as const);
  switch (kind) {
    case 'asset':
      return drawAsset(draw).en;
    case 'place':
      return draw.word(PLACES).en;
    case 'person':
      return draw.word(PEOPLE).en;
    case 'part':
      return draw.word(PARTS).en;
    case 'number':
      return String(draw.int(1, 99));
    default:
      return kind satisfies never;
  }
}
