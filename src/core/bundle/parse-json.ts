import { toJsonSyntaxError } from './json-syntax.ts';

/** Deepest nesting of objects and arrays that is read from outside (DESIGN §10). */
export const MAX_JSON_DEPTH = 64;

/** Value of a JSON text, or why there is none; `line` and `column` are 1-based. */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string; readonly line: number; readonly column: number };

/** Offset of the bracket that opens one level too many, or −1. */
function findTooDeep(text: string, maxDepth: number): number {
  let depth = 0;
  let isInString = false;
  for (let position = 0; position < text.length; position += 1) {
    const unit = text.charCodeAt(position);
    if (isInString) {
      if (unit === 0x5c) position += 1;
      else if (unit === 0x22) isInString = false;
    } else if (unit === 0x22) isInString = true;
    else if (unit === 0x7b || unit === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return position;
    } else if (unit === 0x7d || unit === 0x5d) depth -= 1;
  }
  return -1;
}

function toFailedAt(text: string, offset: number, reason: string): ParsedJson {
  const before = text.slice(0, offset);
  return { ok: false, reason, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Parses JSON of bounded depth; a syntax error comes with its line and column. Size is the caller's to bound. */
export function parseJson(text: string, maxDepth: number = MAX_JSON_DEPTH): ParsedJson {
  const tooDeep = findTooDeep(text, maxDepth);
  if (tooDeep >= 0) return toFailedAt(text, tooDeep, `nested deeper than ${maxDepth} levels`);
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    const syntaxError = toJsonSyntaxError(text);
    return toFailedAt(text, syntaxError?.offset ?? 0, syntaxError?.reason ?? String(error));
  }
}
