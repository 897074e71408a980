import type { Extractor } from '#core/model/extractor.ts';
import type { Span } from '../span.ts';
import { findSearch } from './compiled-search.ts';
import { findNumbers } from './find-numbers.ts';
import { toQuote } from './judgement.ts';
import { foldText, normaliseText, toMappedText, toRawSpan } from './normalise-text.ts';

/**
 * The part of a text that a chain of extractors narrows it to, in UTF-16 units: each works on what the one before found. `failed` is the first that found nothing,
 * or nothing but white space.
 */
export function extractPart(
  extractors: readonly Extractor[],
  text: string,
): { readonly span: Span; readonly failed: null } | { readonly span: null; readonly failed: Extractor } {
  let [start, end]: Span = [0, text.length];
  for (const extractor of extractors) {
    const part = text.slice(start, end);
    const span = findPart(extractor, part);
    if (span === null || normaliseText(part.slice(...span)) === '') return { span: null, failed: extractor };
    [start, end] = [start + span[0], start + span[1]];
  }
  return { span: [start, end], failed: null };
}

/** What an extractor looks for, for a sentence. */
export function toExtractorText(extractor: Extractor): string {
  switch (extractor.type) {
    case 'first-line':
      return 'first line';
    case 'last-line':
      return 'last line';
    case 'after-marker':
      return `part after ${toQuote(extractor.marker)}`;
    case 'before-marker':
      return `part before ${toQuote(extractor.marker)}`;
    case 'last-number':
      return 'last number';
    case 'boxed':
      return 'boxed part';
    case 'regex':
      return 'part that the pattern finds';
    default:
      return extractor satisfies never;
  }
}

function findPart(extractor: Extractor, text: string): Span | null {
  switch (extractor.type) {
    case 'first-line':
      return findLines(text).find(([start, end]) => normaliseText(text.slice(start, end)) !== '') ?? null;
    case 'last-line':
      return findLines(text).findLast(([start, end]) => normaliseText(text.slice(start, end)) !== '') ?? null;
    case 'after-marker': {
      const marker = findMarker(extractor, text, extractor.take);
      return marker === null ? null : [marker[1], text.length];
    }
    case 'before-marker': {
      const marker = findMarker(extractor, text, 'first');
      return [0, marker === null ? text.length : marker[0]];
    }
    case 'last-number':
      return findNumbers(text).at(-1)?.span ?? null;
    case 'boxed':
      return findLastBoxed(text);
    case 'regex': {
      const found = findSearch(extractor.search, text);
      return typeof found === 'string' ? null : found.span;
    }
    default:
      return extractor satisfies never;
  }
}

const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

function findLines(text: string): readonly Span[] {
  const lines: Span[] = [];
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(LINE_END)) {
    lines.push([start, index]);
    start = index + mark.length;
  }
  return [...lines, [start, text.length]];
}

/** Normalised as text and targets are, so that white space and case may differ. */
function findMarker(
  { marker, ignoreCase }: { readonly marker: string; readonly ignoreCase: boolean },
  text: string,
  take: 'first' | 'last',
): Span | null {
  const mapped = toMappedText(text, ignoreCase);
  const wanted = ignoreCase ? foldText(marker) : normaliseText(marker);
  const start = take === 'first' ? mapped.text.indexOf(wanted) : mapped.text.lastIndexOf(wanted);
  return start === -1 ? null : toRawSpan(mapped, start, start + wanted.length);
}

const BOX_OR_BRACE = /\\(?:boxed|fbox)\s{0,3}\{|\\[\\{}]|[{}]/g;

/** The inside of the box that begins last among those that are closed. */
function findLastBoxed(text: string): Span | null {
  const open: { readonly inside: number; readonly isBox: boolean }[] = [];
  let last: Span | null = null;
  for (const { index, 0: mark } of text.matchAll(BOX_OR_BRACE)) {
    if (mark.endsWith('{') && mark !== String.raw`\{`) open.push({ inside: index + mark.length, isBox: mark !== '{' });
    else if (mark === '}') {
      const closed = open.pop();
      if (closed?.isBox === true && (last === null || closed.inside > last[0])) last = [closed.inside, index];
    }
  }
  return last;
}
