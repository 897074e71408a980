import { PatternError, take, type Cursor } from './pattern-cursor.ts';
import { REGEX_LIMITS } from './regex-syntax.ts';

const BRACES = /\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/y;

/** `*`, `+`, `?` or a count in braces, each perhaps lazy; null when none stands at the cursor. */
export function readQuantifier(cursor: Cursor): { min: number; max: number | null; isLazy: boolean } | null {
  const start = cursor.at;
  if (take(cursor, '*')) return { min: 0, max: null, isLazy: take(cursor, '?') };
  if (take(cursor, '+')) return { min: 1, max: null, isLazy: take(cursor, '?') };
  if (take(cursor, '?')) return { min: 0, max: 1, isLazy: take(cursor, '?') };
  BRACES.lastIndex = start;
  const match = BRACES.exec(cursor.pattern);
  if (match === null) return null;
  cursor.at = BRACES.lastIndex;
  const min = Number(match[1]);
  const max = match[2] === undefined ? min : match[3] === undefined ? null : Number(match[3]);
  if (max !== null && max < min)
    throw new PatternError('has a count in braces whose limits are the wrong way round', start);
  if (Math.max(min, max ?? 0) > REGEX_LIMITS.count)
    throw new PatternError(`has a count in braces above ${REGEX_LIMITS.count}`, start);
  return { min, max, isLazy: take(cursor, '?') };
}
