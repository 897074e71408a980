import { toFailed, toOk, type Result } from '../errors/result.ts';

/** Sentences of several languages; of parallel text the n-th of each says the same. */
export interface SentenceText {
  readonly languages: readonly { readonly language: string; readonly sentences: readonly string[] }[];
  readonly isParallel: boolean;
}

/** Name of the language of a text that does not say it. */
const UNNAMED = 'text';
const CODE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;
const MAX_LANGUAGES = 50;
const MAX_SENTENCES = 5000;
const MAX_SENTENCE_LENGTH = 20_000;

/**
 * Reads a text: lines of a table whose first line names languages by their codes between tabs (parallel), or else one sentence a line in one
 * language. Empty lines are left out. Fails with `task-invalid` naming the line.
 */
export function parseParallelText(text: string): Result<SentenceText> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const head = (lines[0] ?? '').split('\t').map((cell) => cell.trim());
  const isParallel = head.length > 1 && head.every((cell) => CODE.test(cell));
  const rows = lines
    .map((line, index) => ({ number: index + 1, cells: isParallel ? line.split('\t') : [line] }))
    .filter(({ cells }, index) => !(isParallel && index === 0) && cells.some((cell) => cell.trim() !== ''));
  if (rows.length === 0) return toFailed('task-invalid', 'The text has no sentence.', { location: 'line 1' });
  if (rows.length > MAX_SENTENCES)
    return toFailed('task-invalid', `The text has ${rows.length} lines; at most ${MAX_SENTENCES} are read.`);
  const names = isParallel ? head : [UNNAMED];
  if (new Set(names).size < names.length || names.length > MAX_LANGUAGES)
    return toFailed('task-invalid', `The first line must name at most ${MAX_LANGUAGES} languages, each once.`, {
      location: 'line 1',
    });
  for (const { number, cells } of rows) {
    const location = `line ${number}`;
    if (cells.length !== names.length)
      return toFailed('task-invalid', `Line ${number} has ${cells.length} columns; the first has ${names.length}.`, {
        location,
      });
    const empty = cells.findIndex((cell) => cell.trim() === '');
    if (empty !== -1)
      return toFailed('task-invalid', `Line ${number} has no sentence for "${names[empty] ?? ''}".`, { location });
    if (cells.some((cell) => cell.length > MAX_SENTENCE_LENGTH))
      return toFailed('task-invalid', `Line ${number} is longer than ${MAX_SENTENCE_LENGTH} characters.`, { location });
  }
  return toOk({
    languages: names.map((language, column) => ({
      language,
      sentences: rows.map(({ cells }) => (cells[column] ?? '').trim()),
    })),
    isParallel,
  });
}
