import { PREFIX_SYMBOLS, UNITS, findUnit, type Unit } from '#core/units/unit-table.ts';
import { isWordAfter, type Span } from '../span.ts';
import { foldInPlace, foldText, toComposedText, toRawSpan } from './normalise-text.ts';

/** A number of a text with the unit that stands beside it, if any; the span covers both. */
export interface Quantity {
  readonly value: number;
  readonly unit: Unit | null;
  readonly span: Span;
}

/** How a text is read. */
export interface QuantityReading {
  readonly decimal: 'point' | 'comma';
  /** Unit that is looked for, with further spellings of it, folded; null = units are passed over. */
  readonly unit: { readonly unit: Unit; readonly spellings: readonly string[] } | null;
}

// 1,234,567 and 12,34,567 (Indian) are one number each; the bound on groups keeps the search linear.
const NUMBER = /(?:[0-9]{1,3}(?:,[0-9]{2,3}){0,9},[0-9]{3}(?![0-9]|,[0-9])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+/g;
const EXPONENT =
  /^(?:[eE]([+\-−]?[0-9]{1,3})(?![0-9])|\s?(?:[×x*·⋅]|\\times)\s?10(?:(?:\^|\*\*)\{?([+\-−]?[0-9]{1,3})\}?|([⁺⁻]?[⁰¹²³⁴-⁹]{1,3})))/u;
const JOINS_SIGN = /[\p{L}\p{N}\p{M})\]]/u;

/**
 * Numbers of a text with their units, in order: digits of the six scripts, grouped thousands, decimals, `1.5e3`, `1.5 × 10^3`, a sign that touches the
 * number and follows no letter, digit or closing bracket. A unit stands behind the number, a currency also before it. Infinite numbers are left out.
 */
export function findQuantities(raw: string, reading: QuantityReading): readonly Quantity[] {
  const mapped = toComposedText(raw);
  const text = toAsciiDigits(mapped.text, reading.decimal);
  const quantities: Quantity[] = [];
  let readTo = 0;
  for (const match of text.matchAll(NUMBER)) {
    const [digits] = match;
    if (match.index < readTo) continue;
    const exponent = EXPONENT.exec(text.slice(match.index + digits.length, match.index + digits.length + 20));
    const power = exponent?.[1] ?? exponent?.[2] ?? exponent?.[3] ?? '0';
    const numberEnd = match.index + digits.length + (exponent?.[0].length ?? 0);
    readTo = numberEnd;
    const size = Number(`${digits.replaceAll(',', '')}e${toPower(power)}`);
    const before = readBefore(text, match.index, reading);
    const behind = reading.unit === null ? null : readUnit(mapped.text, numberEnd, reading.unit);
    if (!Number.isFinite(size)) continue;
    quantities.push({
      value: before.isNegative && size !== 0 ? -size : size,
      unit: before.unit ?? behind?.unit ?? null,
      span: toRawSpan(mapped, before.start, before.unit === null && behind !== null ? behind.end : numberEnd),
    });
  }
  return quantities;
}

/** First digit of each script's row of ten: Devanagari, Bengali, Kannada, Arabic-Indic, its eastern form, full width. */
const ZEROS = [0x0966, 0x09e6, 0x0ce6, 0x0660, 0x06f0, 0xff10];

/** The text unit by unit, with ASCII digits, the point before decimals and the comma between thousands. */
function toAsciiDigits(text: string, decimal: 'point' | 'comma'): string {
  const ascii = text.replace(/[०-९০-৯೦-೯٠-٩۰-۹０-９]/gu, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = ZEROS.find((first) => code >= first && code <= first + 9) ?? code;
    return String(code - zero);
  });
  const marked = decimal === 'point' ? ascii : ascii.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
  return marked.replaceAll('٫', '.').replaceAll('٬', ',');
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function toPower(text: string): string {
  return text
    .replace(/[⁰¹²³⁴-⁹]/gu, (digit) => String(SUPERSCRIPTS.indexOf(digit)))
    .replace(/[−⁻]/u, '-')
    .replace(/[+⁺]/u, '');
}

/** Sign and currency before a number: `-5`, `$5`, `-$5`, `₹ 5`. */
function readBefore(
  text: string,
  start: number,
  reading: QuantityReading,
): { start: number; isNegative: boolean; unit: Unit | null } {
  const space = text.charAt(start - 1) === ' ' ? 1 : 0;
  const symbol = text.charAt(start - 1 - space);
  const unit = reading.unit !== null && PREFIX_SYMBOLS.includes(symbol) ? findUnit(symbol) : null;
  const from = unit === null ? start : start - 1 - space;
  const sign = text.charAt(from - 1);
  const isNegative = (sign === '-' || sign === '−') && !JOINS_SIGN.test(text.charAt(from - 2));
  return { start: isNegative ? from - 1 : from, isNegative, unit };
}

const HAN_END = /\p{Script=Han}$/u;
const LONGEST_SPELLING = 40;

type Spelling = readonly [text: string, unit: Unit, isFolded: boolean];

/** Spellings of the table by their first UTF-16 unit, longest first; symbols mind case, names are folded. */
const SPELLINGS_BY_START: ReadonlyMap<string, readonly Spelling[]> = Map.groupBy(
  UNITS.flatMap((unit): readonly Spelling[] => [
    [unit.symbol, unit, false],
    ...unit.names.map((name) => [foldText(name), unit, true] as const),
  ]).toSorted((a, b) => b[0].length - a[0].length),
  ([text]) => text.charAt(0),
);

/** The unit that begins at `offset`, perhaps behind a space: no letter, digit or `/`, `²`, `³`, `^` may follow it, but Han needs no border. */
function readUnit(
  text: string,
  offset: number,
  asked: NonNullable<QuantityReading['unit']>,
): { unit: Unit; end: number } | null {
  const start = /^[ \u00A0\u202F]/.test(text.charAt(offset)) ? offset + 1 : offset;
  const rest = text.slice(start, start + LONGEST_SPELLING + 1);
  const folded = foldInPlace(rest);
  const fits = ([spelling, , isFolded]: Spelling): boolean => {
    if (!(isFolded ? folded : rest).startsWith(spelling)) return false;
    const end = start + spelling.length;
    return HAN_END.test(spelling) || !(isWordAfter(text, end) || /[/²³^]/.test(text.charAt(end)));
  };
  const own = asked.spellings.map((spelling): Spelling => [spelling, asked.unit, true]);
  const starts = new Set([rest.charAt(0), folded.charAt(0)]);
  const known = [...starts]
    .flatMap((first) => SPELLINGS_BY_START.get(first) ?? [])
    .toSorted((a, b) => b[0].length - a[0].length);
  const found = [...own, ...known].find(fits);
  return found === undefined ? null : { unit: found[1], end: start + found[0].length };
}
