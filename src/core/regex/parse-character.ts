import { PatternError, readToken, type Cursor } from './pattern-cursor.ts';
import type { RegexNode } from './regex-syntax.ts';

const CLASS = /\[(?:[^\]\\]|\\[^])*\]/y;
const ESCAPE =
  /\\(?:u\{[0-9a-fA-F]{1,6}\}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[pP]\{[^{}]{1,60}\}|0(?![0-9])|[dDwWsStnrvf]|[\^$\\.*+?()[\]{}|/])/y;
const LITERAL = /[^\\^$.*+?()[\]{}|]|\./uy;

/** One code point: class, escape or literal. */
export function parseCharacter(cursor: Cursor): RegexNode {
  const start = cursor.at;
  const source = readToken(cursor, CLASS) ?? readToken(cursor, ESCAPE) ?? readToken(cursor, LITERAL);
  if (source === null) throw new PatternError(toCharacterProblem(cursor.pattern.slice(start)), start);
  if (!isValidSource(source)) throw new PatternError(`has "${source}", which is no class or character`, start);
  return { type: 'character', source };
}

function toCharacterProblem(rest: string): string {
  if (/^\\(?:[1-9]|k)/.test(rest)) return 'refers back to a group, which is not supported: it has no linear-time match';
  if (rest.startsWith('\\')) return `has the escape "${rest.slice(0, 2)}", which is not known`;
  if (rest.startsWith('[')) return 'has a "[" without its "]"';
  if (/^[*+?]/.test(rest)) return `has "${rest.charAt(0)}" with nothing to repeat`;
  return `has a "${rest.charAt(0)}" that needs a backslash`;
}

/** Whether the platform knows it, Unicode property names included. Only compiled here, never run. */
export function isValidSource(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
