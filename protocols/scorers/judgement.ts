import type { Score } from '#core/model/scorer.ts';

/** A score of 1. */
export function toSuccess(answer: string, span: Score['span'], why: string): Score {
  return { value: 1, success: 1, answer: answer.toWellFormed(), span, why };
}

/** A score that is no success; `value` is partial credit. */
export function toMiss(answer: string | null, span: Score['span'], why: string, value = 0): Score {
  return { value, success: 0, answer: answer === null ? null : answer.toWellFormed(), span, why };
}

const QUOTE_LIMIT = 60;

/** A short quotation for a sentence: curly quotes around at most 60 code points, always well-formed. */
export function toQuote(text: string): string {
  const points = Array.from(text.slice(0, 4 * QUOTE_LIMIT));
  const isCut = points.length > QUOTE_LIMIT || text.length > 4 * QUOTE_LIMIT;
  return `“${points.slice(0, QUOTE_LIMIT).join('').toWellFormed()}${isCut ? '…' : ''}”`;
}
