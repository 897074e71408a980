import { COUNTED } from '../maintenance-desk/generator/count-templates.ts';
import type { Draw } from '../maintenance-desk/generator/draw.ts';
import { fillTemplate } from '../maintenance-desk/generator/fill-template.ts';

/** Sums and differences beyond what the maintenance desk counts: `{a}`, `{b}`, `{c}` numbers, `{n}` what is counted. */
const SUMS = {
  'add-large': [
    'The store holds {a} {n}; a delivery brings {b} more. How many {n} are there then?',
    'Last year {a} {n} were used, this year {b}. How many {n} in both years?',
    'What is {a} + {b}?',
  ],
  'subtract-large': [
    'Of {a} {n} in the store {b} were sent out. How many {n} are left?',
    'The order is for {a} {n} and {b} have come. How many {n} are missing?',
    'What is {a} - {b}?',
  ],
  'add-three': ['Three shelves hold {a}, {b} and {c} {n}. How many {n} is that?', 'What is {a} + {b} + {c}?'],
} as const;
type SumKind = keyof typeof SUMS;

/** One of them, in the maintenance desk's tone. */
export function createSum(draw: Draw): { readonly input: string; readonly target: string } {
  const kind = draw.weighted<SumKind>([
    ['add-large', 40],
    ['subtract-large', 40],
    ['add-three', 20],
  ]);
  const { numbers, result } = drawNumbers(draw, kind);
  const [a, b, c] = numbers.map(String);
  const slots = { a: a ?? '', b: b ?? '', c: c ?? '', n: draw.pick(COUNTED.train) };
  return { input: fillTemplate(draw.pick<string>(SUMS[kind]), slots), target: String(result) };
}

function drawNumbers(draw: Draw, kind: SumKind): { readonly numbers: readonly number[]; readonly result: number } {
  switch (kind) {
    case 'add-large': {
      const numbers = [draw.int(51, 900), draw.int(51, 99)] as const;
      return { numbers, result: numbers[0] + numbers[1] };
    }
    case 'subtract-large': {
      const whole = draw.int(101, 999);
      const part = draw.int(51, whole - 1);
      return { numbers: [whole, part], result: whole - part };
    }
    case 'add-three': {
      const numbers = [draw.int(2, 20), draw.int(2, 20), draw.int(2, 20)] as const;
      return { numbers, result: numbers[0] + numbers[1] + numbers[2] };
    }
    default:
      return kind satisfies never;
  }
}
