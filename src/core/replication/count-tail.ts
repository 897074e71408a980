/** What one cell adds to a statistic under each of its relabellings. */
export interface NullTerm {
  readonly values: readonly number[];
  /** Same length; they sum to 1. */
  readonly probabilities: readonly number[];
}

/** Additions that an exact count may cost: a fraction of a second. */
const MAX_COST = 20_000_000;

/**
 * P(|fixed + sum of independent terms| ≥ observed), exactly, by convolution over whole numbers; null when that would cost too much.
 * @param terms values are whole numbers.
 */
export function countTail(terms: readonly NullTerm[], fixed: number, observed: number): number | null {
  const lows = terms.map(({ values }) => Math.min(...values));
  const step = terms.reduce(
    (unit, { values }, index) => values.reduce((gcd, value) => toGcd(gcd, value - (lows[index] ?? 0)), unit),
    0,
  );
  const shifted = terms.map(({ values, probabilities }, index) => ({
    offsets: values.map((value) => (value - (lows[index] ?? 0)) / step),
    probabilities,
  }));
  if (!isCheap(shifted.map(({ offsets }) => offsets))) return null;
  const start = lows.reduce((sum, low) => sum + low, fixed);
  let masses = Float64Array.of(1);
  for (const { offsets, probabilities } of shifted) {
    const next = new Float64Array(masses.length + Math.max(...offsets));
    for (const [index, offset] of offsets.entries()) {
      const probability = probabilities[index] ?? 0;
      for (let point = 0; point < masses.length; point += 1) {
        next[point + offset] = (next[point + offset] ?? 0) + probability * (masses[point] ?? 0);
      }
    }
    masses = next;
  }
  return masses.reduce((sum, mass, point) => sum + (Math.abs(start + point * step) >= observed ? mass : 0), 0);
}

function isCheap(terms: readonly (readonly number[])[]): boolean {
  let points = 1;
  let cost = 0;
  for (const offsets of terms) {
    cost += points * offsets.length;
    points += Math.max(...offsets);
    if (cost > MAX_COST) return false;
  }
  return true;
}

/** Greatest common divisor of whole numbers ≥ 0. */
export function toGcd(a: number, b: number): number {
  return b === 0 ? a : toGcd(b, a % b);
}
