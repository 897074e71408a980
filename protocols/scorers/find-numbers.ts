/** A number with its place in the text, in UTF-16 units. */
export interface FoundNumber {
  readonly value: number;
  readonly span: [number, number];
}

const DIGITS = /[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+/g;
const GROUPED = /^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/;
const JOINS_SIGN = /[\p{L}\p{N}\p{M})\]]/u;

/**
 * Numbers of a text as rule `number` reads them: ASCII digits with an optional point, thousands commas (`1,234`) and a sign that touches
 * them and follows no letter, digit or closing bracket (so `5-3` holds 5 and 3); no exponents. In order.
 */
export function findNumbers(text: string): readonly FoundNumber[] {
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
