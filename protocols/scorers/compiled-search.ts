import type { RegexSearch } from '#core/model/regex-search.ts';
import { compileRegex } from '#core/regex/compile-regex.ts';
import { findRegex, type RegexMatch } from '#core/regex/find-regex.ts';
import type { Regex } from '#core/regex/regex-program.ts';
import type { Span } from '../span.ts';
import { toComposedText, toRawSpan } from './normalise-text.ts';

/** Steps of the machine that one search of one output may take; beyond it the output has no answer. Under a second on a slow machine. */
export const MAX_SEARCH_STEPS = 20_000_000;

/** What a search takes from a text: the text in form NFC and its place in the raw text. `given-up` = over `MAX_SEARCH_STEPS`. */
export type SearchFinding = { readonly text: string; readonly span: Span } | 'nothing' | 'given-up';

/** Compiled once for each search of a configuration, not once for each output. */
const regexBySearch = new WeakMap<RegexSearch, Regex>();

function toRegex(search: RegexSearch): Regex {
  const known = regexBySearch.get(search);
  if (known !== undefined) return known;
  const compiled = compileRegex(search.pattern, search.flags);
  if (!compiled.ok) throw new Error(`the schema of RegexSearch refuses this pattern: ${compiled.problem.message}`);
  regexBySearch.set(search, compiled.regex);
  return compiled.regex;
}

/** Searches a text. `last` takes the last of the matches found from left to right without overlap. A group that took no part is nothing. */
export function findSearch(search: RegexSearch, raw: string): SearchFinding {
  const regex = toRegex(search);
  const composed = toComposedText(raw);
  let taken: RegexMatch | null = null;
  let from = 0;
  let stepsLeft = MAX_SEARCH_STEPS;
  do {
    const { match, steps, isExhausted } = findRegex(regex, composed.text, from, stepsLeft);
    if (isExhausted) return 'given-up';
    if (match === null) break;
    taken = match;
    stepsLeft -= steps;
    from = toNextStart(composed.text, match);
  } while (search.take === 'last' && from <= composed.text.length);
  const span = taken?.[search.group] ?? null;
  if (span === null) return 'nothing';
  const [start, end] = span;
  const text = composed.text.slice(start, end);
  return { text, span: start === end ? toEmptySpan(composed.starts, start, raw) : toRawSpan(composed, start, end) };
}

/** Behind the match; behind the next character when the match is empty. */
function toNextStart(text: string, match: RegexMatch): number {
  const [start, end] = match[0] ?? [0, 0];
  if (end > start) return end;
  return end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
}

function toEmptySpan(starts: readonly number[], position: number, raw: string): Span {
  const offset = starts[position] ?? raw.length;
  return [offset, offset];
}
