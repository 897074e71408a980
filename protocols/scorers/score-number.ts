import type { Sample } from '#core/model/sample.ts';
import type { Score, ScorerRule } from '#core/model/scorer.ts';
import { toMiss, toSuccess } from './judgement.ts';

type NumberRule = Extract<ScorerRule, { type: 'number' }>;

interface FoundNumber {
  readonly value: number;
  readonly span: [number, number];
}

/**
 * Compares a number of the output with the targets. Numbers are ASCII digits with an optional point, thousands commas
 * (`1,234`) and a sign that touches them and follows no letter, digit or closing bracket (so `5-3` holds 5 and 3); there are
 * no exponents. The answer is the shortest decimal form of the number; an output without a number is unparsable.
 */
export function scoreNumber(rule: NumberRule, sample: Sample, outputText: string): Score {
  const found = findNumbers(outputText).at(rule.take === 'first' ? 0 : -1);
  if (found === undefined) return toMiss(null, null, 'The output contains no number.');
  const answer = String(found.value);
  const targets = sample.target.flatMap((target) => findNumbers(target).slice(0, 1));
  const match = targets.find((target) => Math.abs(target.value - found.value) <= rule.tolerance);
  const which = `The ${rule.take} number of the output, ${answer},`;
  return match === undefined
    ? toMiss(answer, found.span, `${which} equals no target.`)
    : toSuccess(answer, found.span, `${which} equals the target ${match.value}.`);
}

const DIGITS = /[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+/g;
const GROUPED = /^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/;
const JOINS_SIGN = /[\p{L}\p{N}\p{M})\]]/u;

function findNumbers(text: string): readonly FoundNumber[] {
  const numbers: FoundNumber[] = [];
  for (const match of text.matchAll(DIGITS)) {
    let offset = match.index;
    const whole = withoutFinalCommas(match[0]);
    const pieces = GROUPED.test(whole) ? [whole] : whole.split(',');
    for (const piece of pieces) {
      const number = piece === '' ? null : toNumber(text, piece, offset);
      if (number !== null) numbers.push(number);
      offset += piece.length + 1;
    }
  }
  return numbers;
}

function withoutFinalCommas(text: string): string {
  let end = text.length;
  while (text.charAt(end - 1) === ',') end -= 1;
  return text.slice(0, end);
}

function toNumber(text: string, digits: string, offset: number): FoundNumber | null {
  const sign = text.charAt(offset - 1);
  const isNegative = (sign === '-' || sign === '−') && !JOINS_SIGN.test(text.charAt(offset - 2));
  const size = Number(digits.replaceAll(',', ''));
  if (!Number.isFinite(size)) return null;
  return {
    value: isNegative && size !== 0 ? -size : size,
    span: [isNegative ? offset - 1 : offset, offset + digits.length],
  };
}
