import type { Estimate, Interval } from '../model/report.ts';

/** How a number is written; one word for screens, charts and tables. */
export type NumberFormat = 'proportion' | 'signed' | 'ms' | 's' | 'count' | 'decimal' | 'small';

/** Stands where a value is undefined (null with a reason), never 0. */
export const NO_VALUE = '–';

const MINUS = '−';
const NARROW_SPACE = '\u202f';

/** Whole number with narrow spaces between thousands, e.g. `12 345`. */
export function toCountText(value: number): string {
  const digits = String(Math.abs(Math.round(value)));
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE);
  return value < 0 ? `${MINUS}${grouped}` : grouped;
}

/** A number in its format, without unit: proportions with two decimals, a true minus sign, plus for `signed`. */
export function toNumberText(value: number | null, format: NumberFormat): string {
  if (value === null || !Number.isFinite(value)) return NO_VALUE;
  switch (format) {
    case 'proportion':
      return toFixedText(value, 2);
    case 'signed':
      return value > 0 && toFixedText(value, 2) !== '0.00' ? `+${toFixedText(value, 2)}` : toFixedText(value, 2);
    case 'ms':
    case 's':
    case 'decimal':
      return toSignificantText(value);
    case 'count':
      return toCountText(value);
    case 'small':
      return toSmallText(value);
    default:
      return format satisfies never;
  }
}

/** `[0.66, 0.76]`; a one-sided interval as `≤ 0.05` or `≥ 0.91`; empty when there is none. */
export function toIntervalText(interval: Interval | null, format: NumberFormat): string {
  if (interval === null) return '';
  const lower = toNumberText(interval.lower, format);
  const upper = toNumberText(interval.upper, format);
  switch (interval.sides) {
    case 'two':
      return `[${lower}, ${upper}]`;
    case 'upper':
      return `≤ ${upper}`;
    case 'lower':
      return `≥ ${lower}`;
    default:
      return interval.sides satisfies never;
  }
}

/** Unit that follows the number, with its space; empty for pure numbers. */
export function toUnitText(format: NumberFormat): string {
  return format === 'ms' ? ' ms' : format === 's' ? ' s' : '';
}

/** One line: value, interval, n – e.g. `0.71 [0.66, 0.76] n = 100`. */
export function toEstimateText(estimate: Pick<Estimate, 'value' | 'interval' | 'n'>, format: NumberFormat): string {
  const value = estimate.value === null ? NO_VALUE : `${toNumberText(estimate.value, format)}${toUnitText(format)}`;
  return [value, toIntervalText(estimate.interval, format), `n = ${toCountText(estimate.n)}`]
    .filter((part) => part !== '')
    .join(' ');
}

/** Time for a person: `850 ms`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function toDurationText(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Bytes in decimal units: `512 B`, `4.1 MB`. */
export function toBytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
  let value = bytes;
  let index = 0;
  while (value >= 999.5 && index < units.length - 1) {
    value /= 1000;
    index += 1;
  }
  return `${index === 0 ? String(value) : toSignificantText(value)} ${units[index] ?? 'TB'}`;
}

/** A p-value with three decimals, or `< 0.001`; null as undefined. */
export function toPValueText(pValue: number | null): string {
  if (pValue === null) return NO_VALUE;
  return pValue < 0.0005 ? '< 0.001' : pValue.toFixed(3);
}

/** Percentage for sentences: `71 %`. */
export function toPercentText(proportion: number): string {
  return `${Math.round(proportion * 100)} %`;
}

function toFixedText(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `${MINUS}${text}` : text;
}

/** Two significant digits, e.g. `0.00068`, and two decimals from a tenth on; nearer to 0 than a millionth only that. */
function toSmallText(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e-6) return value < 0 ? `> ${MINUS}0.000001` : '< 0.000001';
  return toFixedText(value, Math.max(2, 1 - Math.floor(Math.log10(size))));
}

/** From here on a number is written with a power of ten. */
const LARGE = 1e9;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Two significant digits and a power of ten, e.g. `1.8 × 10⁴⁴`. */
function toPowerText(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential(1).split('e+');
  const power = Array.from(exponent, (digit) => SUPERSCRIPTS[Number(digit)] ?? '').join('');
  return `${digits.replace('-', MINUS)} × 10${power}`;
}

/** Three significant digits; thresholds lie where rounding reaches the next power of ten. */
function toSignificantText(value: number): string {
  const size = Math.abs(value);
  if (size >= LARGE) return toPowerText(value);
  if (size >= 99.95) return toCountText(value);
  return toFixedText(value, size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3);
}
