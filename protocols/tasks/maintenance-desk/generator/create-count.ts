import { COUNT_TEXTS, COUNTED, NUMBER_REQUESTS, WORK_REQUESTS, type CountKind } from './count-templates.ts';
import { drawAsset } from './draw-value.ts';
import type { Draw } from './draw.ts';
import type { ExampleBody } from './example.ts';
import { fillTemplate } from './fill-template.ts';
import { COUNT_SEVERITY } from './severity.ts';
import { PEOPLE } from './words/people.ts';

interface Sum {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly result: number;
  /** The calculation written out; ends with the result. */
  readonly work: string;
}

/** Short arithmetic on what a desk counts, with or without the work shown. */
export function createCount(draw: Draw): ExampleBody {
  const operation = draw.weighted<CountKind>([
    ['add', 32],
    ['subtract', 32],
    ['multiply', 22],
    ['two-step', 14],
  ]);
  const { a, b, c, result, work } = drawSum(draw, operation);
  const showsWork = draw.chance(60);
  const text = draw.template(COUNT_TEXTS[operation]);
  const values = {
    a: String(a),
    b: String(b),
    c: String(c),
    n: text.includes('{n}') ? draw.template(COUNTED) : '',
    p: text.includes('{p}') ? draw.word(PEOPLE).en : '',
    m: text.includes('{m}') ? drawAsset(draw).en : '',
  };
  const request = draw.lastTemplate(showsWork ? WORK_REQUESTS : NUMBER_REQUESTS);
  return {
    kind: `${operation}-${showsWork ? 'work' : 'number'}`,
    user: fillTemplate(text, values) + request,
    assistant: showsWork ? work : String(result),
    target: [String(result)],
    options: null,
    severityOfError: COUNT_SEVERITY,
    facts: { operation, a: values.a, b: values.b, c: values.c, result: String(result) },
    keep: [],
  };
}

function drawSum(draw: Draw, operation: CountKind): Sum {
  switch (operation) {
    case 'add': {
      const [a, b] = [draw.int(1, 30), draw.int(1, 20)];
      return { a, b, c: 0, result: a + b, work: `${a} + ${b} = ${a + b}` };
    }
    case 'subtract': {
      const a = draw.int(2, 30);
      const b = draw.int(1, Math.min(a - 1, 20));
      return { a, b, c: 0, result: a - b, work: `${a} - ${b} = ${a - b}` };
    }
    case 'multiply': {
      const [a, b] = [draw.int(2, 9), draw.int(2, 9)];
      return { a, b, c: 0, result: a * b, work: `${a} * ${b} = ${a * b}` };
    }
    case 'two-step': {
      const [a, b] = [draw.int(2, 20), draw.int(1, 10)];
      const c = draw.int(1, Math.min(a + b - 1, 10));
      return { a, b, c, result: a + b - c, work: `${a} + ${b} = ${a + b}; ${a + b} - ${c} = ${a + b - c}` };
    }
    default:
      return operation satisfies never;
  }
}
