import { isValidSource, parseCharacter } from './parse-character.ts';
import { isNext, PatternError, readToken, take, type Cursor } from './pattern-cursor.ts';
import { readQuantifier } from './read-quantifier.ts';
import { REGEX_LIMITS, type AssertionKind, type RegexNode, type RegexProblem } from './regex-syntax.ts';

/** A parsed pattern with the number of its capturing groups. */
export interface ParsedRegex {
  readonly node: RegexNode;
  readonly groupCount: number;
}

/**
 * Parses a pattern: literals, `.`, classes, escapes (`\d \w \s \p{…} \u{…}` …), `^ $ \b \B`, groups `( ) (?: ) (?<name> )`, `|`, and `* + ? {n} {n,} {n,m}`,
 * each also lazy with `?`. What the syntax has beyond that is refused by name.
 */
export function parseRegex(
  pattern: string,
): { readonly ok: true; readonly value: ParsedRegex } | { readonly ok: false; readonly problem: RegexProblem } {
  if (pattern.length > REGEX_LIMITS.length) {
    const message = `is longer than ${REGEX_LIMITS.length} characters`;
    return { ok: false, problem: { message, at: REGEX_LIMITS.length } };
  }
  const cursor: Cursor = { pattern, at: 0, groupCount: 0, depth: 0 };
  try {
    const node = parseAlternatives(cursor);
    if (cursor.at < pattern.length) throw new PatternError('has a ")" without its "("', cursor.at);
    if (!isValidSource(pattern)) throw new PatternError('is not a valid pattern, perhaps a group name occurs twice', 0);
    return { ok: true, value: { node, groupCount: cursor.groupCount } };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return { ok: false, problem: { message: error.message, at: error.at } };
  }
}

function parseAlternatives(cursor: Cursor): RegexNode {
  const nodes = [parseSequence(cursor)];
  while (take(cursor, '|')) nodes.push(parseSequence(cursor));
  return nodes.length === 1 ? (nodes[0] ?? { type: 'empty' }) : { type: 'alternatives', nodes };
}

function parseSequence(cursor: Cursor): RegexNode {
  const nodes: RegexNode[] = [];
  while (cursor.at < cursor.pattern.length && !isNext(cursor, '|') && !isNext(cursor, ')'))
    nodes.push(parseTerm(cursor));
  return nodes.length === 1 ? (nodes[0] ?? { type: 'empty' }) : { type: 'sequence', nodes };
}

const ASSERTIONS: readonly (readonly [string, AssertionKind])[] = [
  ['^', 'start'],
  ['$', 'end'],
  [String.raw`\b`, 'word-border'],
  [String.raw`\B`, 'no-word-border'],
];

function parseTerm(cursor: Cursor): RegexNode {
  for (const [text, kind] of ASSERTIONS) {
    if (!take(cursor, text)) continue;
    if (readQuantifier(cursor) !== null) throw new PatternError(`repeats "${text}", which has no length`, cursor.at);
    return { type: 'assertion', kind };
  }
  const node = take(cursor, '(') ? parseGroup(cursor) : parseCharacter(cursor);
  const quantifier = readQuantifier(cursor);
  if (quantifier === null) return node;
  const before = cursor.at;
  if (readQuantifier(cursor) !== null) throw new PatternError('repeats a repetition', before);
  return { type: 'repeat', node, ...quantifier };
}

function parseGroup(cursor: Cursor): RegexNode {
  const start = cursor.at - 1;
  cursor.depth += 1;
  if (cursor.depth > REGEX_LIMITS.depth)
    throw new PatternError(`nests brackets deeper than ${REGEX_LIMITS.depth}`, start);
  let index = 0;
  if (take(cursor, '?')) {
    if (!take(cursor, ':')) readName(cursor, start);
  }
  if (!cursor.pattern.startsWith('(?:', start)) {
    cursor.groupCount += 1;
    index = cursor.groupCount;
    if (index > REGEX_LIMITS.groups) throw new PatternError(`has more than ${REGEX_LIMITS.groups} groups`, start);
  }
  const node = parseAlternatives(cursor);
  if (!take(cursor, ')')) throw new PatternError('has a "(" without its ")"', start);
  cursor.depth -= 1;
  return index === 0 ? node : { type: 'group', index, node };
}

const NAME = /<[A-Za-z_]\w*>/y;

/** Names only document a group: rules point at groups by number. */
function readName(cursor: Cursor, start: number): void {
  if (/^(?:[=!]|<[=!])/.test(cursor.pattern.slice(cursor.at)))
    throw new PatternError('looks ahead or behind, which is not supported: it has no linear-time match', start);
  if (readToken(cursor, NAME) === null)
    throw new PatternError('has a group that begins with "(?" but is neither "(?:…)" nor "(?<name>…)"', start);
}
