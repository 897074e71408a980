import { parseJson } from '#core/bundle/parse-json.ts';
import type { CellList, ColumnMapping, TargetForm } from '#core/model/row-mapping.ts';
import { findLetters } from '#core/model/read-sample.ts';
import type { SampleOptions } from '#core/model/sample.ts';
import { readCellList, readCellText, type CellReading } from './read-cell.ts';

/** Options of a row before the input is known. */
export interface RowOptions {
  readonly texts: readonly string[];
  /** Names by which a target may call them: those of the file, or letters. */
  readonly names: readonly string[];
  /** Labels that the file itself says are shown, as the options of a sample do; undefined = it does not say. */
  readonly shown: readonly string[] | null | undefined;
}

export type Note = (column: string, message: string) => null;

/** Options of a row; null = its cells are empty, or hold none that can be read, which `note` was told. */
export function readOptions(
  cellOf: (column: string) => unknown,
  { options }: ColumnMapping,
  note: Note,
): RowOptions | null {
  if (options.type === 'none') return null;
  if (options.type === 'columns') return readColumns(cellOf, options.columns, note);
  const read = readColumn(cellOf(options.column), options.list);
  if (!read.ok) return note(options.column, read.message);
  const { texts, names } = read.value;
  if (texts.length === 0 && names.length === 0) return null;
  if (texts.length < 2) return note(options.column, `holds ${texts.length} options, a sample needs two`);
  if (names.length !== texts.length)
    return note(options.column, `has ${names.length} labels for ${texts.length} options`);
  return read.value;
}

function readColumns(cellOf: (column: string) => unknown, columns: readonly string[], note: Note): RowOptions | null {
  const cells = columns.map((column) => {
    const text = readCellText(cellOf(column));
    return text.ok ? text.value : note(column, text.message);
  });
  const count = cells.findLastIndex((text) => text !== null) + 1;
  if (count === 0) return null;
  const gap = cells.slice(0, count).indexOf(null);
  if (gap !== -1) return note(columns[gap] ?? '', 'is empty, but a later option is not');
  if (count < 2) return note(columns[count] ?? '', 'is empty: a sample with options needs two');
  return toLettered(cells.filter((text) => text !== null));
}

function readColumn(cell: unknown, list: CellList): CellReading<RowOptions> {
  const value = typeof cell === 'string' && cell.trimStart().startsWith('{') ? toJsonValue(cell) : cell;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const texts = readCellList(cell, list);
    return texts.ok ? { ok: true, value: toLettered(texts.value) } : texts;
  }
  const parts = new Map<string, unknown>(Object.entries(value));
  // `{texts, labels}` of a sample, `{text, label}` of the AI2 reasoning challenge.
  const isSampleForm = parts.has('texts');
  const texts = readCellList(parts.get(isSampleForm ? 'texts' : 'text'), { type: 'one' });
  const labels = readCellList(parts.get(isSampleForm ? 'labels' : 'label'), { type: 'one' });
  if (!texts.ok) return texts;
  if (!labels.ok) return labels;
  const names = labels.value.length === 0 ? toLettered(texts.value).names : labels.value;
  const shown = labels.value.length === 0 ? null : labels.value;
  return { ok: true, value: { texts: texts.value, names, shown: isSampleForm ? shown : undefined } };
}

function toJsonValue(cell: string): unknown {
  const json = parseJson(cell);
  return json.ok ? json.value : cell;
}

function toLettered(texts: readonly string[]): RowOptions {
  return { texts, names: texts.map((_, index) => String.fromCharCode(65 + index)), shown: undefined };
}

/** Options of the sample: they have labels only where the input shows them. */
export function toSampleOptions(
  question: string,
  { texts, names, shown }: RowOptions,
  { optionsInInput }: ColumnMapping,
): SampleOptions {
  if (optionsInInput === 'lettered') return { labels: [...names], texts: [...texts] };
  if (shown !== undefined) return { labels: shown === null ? null : [...shown], texts: [...texts] };
  return { labels: findLetters(question, texts), texts: [...texts] };
}

/** The option that a target names, by its text, or by its label where its text is another one's label; with form `text` the target as it is. */
export function toTarget(target: string, form: TargetForm, options: RowOptions | null): CellReading<string> {
  if (form === 'text') return { ok: true, value: target };
  if (options === null) return { ok: false, message: `names option "${target}", but there are no options` };
  const { names, texts } = options;
  const position = toPosition(target.trim(), form, names);
  const text = texts[position];
  if (text === undefined) {
    const range = form === 'index-0' ? `0 to ${texts.length - 1}` : `1 to ${texts.length}`;
    return { ok: false, message: `is "${target.trim()}", expected ${form === 'letter' ? names.join(', ') : range}` };
  }
  const isAnothersName = names.some((name, index) => index !== position && isSame(name, text));
  return { ok: true, value: isAnothersName ? (names[position] ?? text) : text };
}

function toPosition(target: string, form: Exclude<TargetForm, 'text'>, names: readonly string[]): number {
  if (form === 'letter') return names.findIndex((name) => isSame(name, target));
  const number = /^\d{1,3}$/.test(target) ? Number(target) : -1;
  return form === 'index-0' ? number : number - 1;
}

function isSame(a: string, b: string): boolean {
  return a.trim().toUpperCase() === b.trim().toUpperCase();
}

/** Whether a target is the text or the name of an option; one that is neither can never be chosen. */
export function isOption(target: string, { texts, names }: RowOptions): boolean {
  return [...texts, ...names].some((text) => isSame(text, target));
}
