import { toCanonicalJson } from '../bundle/canonical-json.ts';

/** One place where two designs differ. */
export interface DesignDifference {
  /** Fields and indices from the top of the design, e.g. `decoding.temperature` or `task.samples.samples[3].input`. */
  readonly path: string;
  /** Canonical JSON of both sides, cut to 200 characters; null where a side has no such field. */
  readonly a: string | null;
  readonly b: string | null;
}

/** Differences after which no more are listed. */
export const MAX_DIFFERENCES = 50;

const MAX_TEXT = 200;

/** Every place where two JSON values differ, leaves only, in the order of sorted field names; at most 50. */
export function toDesignDifferences(a: unknown, b: unknown): readonly DesignDifference[] {
  const found: DesignDifference[] = [];
  collect('', a, b, found);
  return found;
}

function collect(path: string, a: unknown, b: unknown, found: DesignDifference[]): void {
  if (found.length === MAX_DIFFERENCES || Object.is(a, b)) return;
  if (isContainer(a) && isContainer(b) && Array.isArray(a) === Array.isArray(b)) {
    for (const key of toKeys(a, b)) collect(toPath(path, key, Array.isArray(a)), read(a, key), read(b, key), found);
    return;
  }
  found.push({ path, a: toText(a), b: toText(b) });
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function toKeys(a: object, b: object): readonly string[] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Array.isArray(a) ? keys.toSorted((one, other) => Number(one) - Number(other)) : keys.toSorted();
}

function read(container: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(container, key)?.value;
}

function toPath(path: string, key: string, isIndex: boolean): string {
  if (isIndex) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

function toText(value: unknown): string | null {
  if (value === undefined) return null;
  const text = toCanonicalJson(value);
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1).toWellFormed()}…`;
}
