/** The first place where two JSON values differ. */
export interface Difference {
  /** `interval.lower`, `diff[0].start`; empty for the values as a whole. */
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
}

function isSameNumber(expected: number, found: number, tolerance: number): boolean {
  return Math.abs(expected - found) <= tolerance * Math.max(1, Math.abs(expected), Math.abs(found));
}

/**
 * First difference of two JSON values in the order of their fields, or null. Numbers may differ by `tolerance`, relative to the
 * larger one and absolute below 1 (0 = must be equal).
 */
export function findDifference(
  expected: unknown,
  found: unknown,
  tolerance: number = 0,
  path: string = '',
): Difference | null {
  if (Object.is(expected, found)) return null;
  if (typeof expected === 'number' && typeof found === 'number') {
    return isSameNumber(expected, found, tolerance) ? null : { path, expected, found };
  }
  if (typeof expected !== 'object' || typeof found !== 'object' || expected === null || found === null)
    return { path, expected, found };
  if (Array.isArray(expected) !== Array.isArray(found)) return { path, expected, found };
  const inExpected = new Map(Object.entries(expected));
  const inFound = new Map(Object.entries(found));
  for (const key of new Set([...inExpected.keys(), ...inFound.keys()])) {
    const inner = Array.isArray(expected) ? `${path}[${key}]` : `${path}${path === '' ? '' : '.'}${key}`;
    const difference = findDifference(inExpected.get(key), inFound.get(key), tolerance, inner);
    if (difference !== null) return difference;
  }
  return null;
}

function toShortText(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}

/** `answer is "A", recomputed "B"`. */
export function toDifferenceText({ path, expected, found }: Difference): string {
  return `${path === '' ? 'the value' : path} is ${toShortText(found)}, recomputed ${toShortText(expected)}`;
}
