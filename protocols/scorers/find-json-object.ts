import { normaliseText } from './normalise-text.ts';

/** A JSON value whose strings are normalised and whose numbers are finite. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Bounds against hostile text: characters of one object, nesting, and places tried. The work is at most their product. */
const LIMITS = { length: 20_000, depth: 32, starts: 64 } as const;

/**
 * The first balanced `{…}` of a text that is a JSON object, with its range in UTF-16 units; null when there is none among
 * the first 64 opening braces, of at most 20 000 units and 32 levels.
 */
export function findJsonObject(text: string): { readonly value: JsonObject; readonly span: [number, number] } | null {
  const found = findJson(text, ['{']);
  return found === null || !isObject(found.value) ? null : { value: found.value, span: found.span };
}

/** As `findJsonObject`, but the first `{…}` or `[…]` that is a JSON object or list. */
export function findJsonValue(text: string): { readonly value: JsonValue; readonly span: [number, number] } | null {
  return findJson(text, ['{', '[']);
}

function findJson(
  text: string,
  brackets: readonly string[],
): { readonly value: JsonValue; readonly span: [number, number] } | null {
  let start = findBracket(text, brackets, 0);
  for (let tried = 0; start !== -1 && tried < LIMITS.starts; tried += 1) {
    const end = findBalancedEnd(text, start);
    const value = end === null ? null : parseValue(text.slice(start, end));
    if (end !== null && value !== null) return { value, span: [start, end] };
    start = findBracket(text, brackets, start + 1);
  }
  return null;
}

function findBracket(text: string, brackets: readonly string[], from: number): number {
  const offsets = brackets.map((bracket) => text.indexOf(bracket, from)).filter((offset) => offset !== -1);
  return offsets.length === 0 ? -1 : Math.min(...offsets);
}

/** Offset after the brace that closes the one at `start`, or null; brackets inside JSON strings do not count. */
function findBalancedEnd(text: string, start: number): number | null {
  const limit = Math.min(text.length, start + LIMITS.length);
  let depth = 0;
  let isInString = false;
  for (let offset = start; offset < limit; offset += 1) {
    const unit = text.charAt(offset);
    if (isInString) {
      if (unit === '\\') offset += 1;
      else if (unit === '"') isInString = false;
    } else if (unit === '"') isInString = true;
    else if (unit === '{' || unit === '[') depth += 1;
    else if (unit === '}' || unit === ']') depth -= 1;
    if (depth > LIMITS.depth) return null;
    if (depth === 0) return offset + 1;
  }
  return null;
}

function parseValue(text: string): JsonValue | null {
  try {
    return toJsonValue(JSON.parse(text));
  } catch {
    return null;
  }
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Canonical JSON has no lone surrogate and no infinity (`1e999`), so both become something that it has.
/** A parsed JSON value with its strings and names normalised. */
export function toJsonValue(value: unknown): JsonValue {
  if (typeof value === 'string') return normaliseText(value).toWellFormed();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map((entry) => toJsonValue(entry));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [normaliseText(name).toWellFormed(), toJsonValue(entry)]),
    );
  }
  return typeof value === 'boolean' ? value : null;
}
