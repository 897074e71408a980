import type { CellList, ColumnMapping, OptionColumns, RowMapping, TargetForm } from '#core/model/row-mapping.ts';
import { readSample } from '#core/model/read-sample.ts';
import { SAMPLE_CSV_COLUMNS } from './samples-csv.ts';
import type { ImportRow, ImportTable } from './import-table.ts';
import { readCellList, readCellText } from './read-cell.ts';
import { readOptions, toTarget } from './read-options.ts';

/** Rows that a guess looks at. */
const LOOKED_AT = 200;

/** Names of columns as data sets use them, without case, spaces and marks; the first that the file has is taken. */
const NAMES = {
  id: ['id', 'sampleid', 'questionid', 'qid', 'uid', 'uuid', 'key'],
  input: [
    'input',
    'question',
    'prompt',
    'query',
    'problem',
    'questiontext',
    'instruction',
    'stem',
    'text',
    'sentence',
    'ctx',
  ],
  target: [
    'target',
    'targets',
    'answer',
    'answers',
    'answerkey',
    'correctanswer',
    'correct',
    'label',
    'gold',
    'goal',
    'expected',
    'output',
    'solution',
    'response',
    'completion',
    'ideal',
    'cop',
  ],
  options: ['options', 'choices', 'endings', 'candidates', 'alternatives'],
  cluster: ['clusterid', 'cluster', 'passageid', 'group', 'groupid', 'source'],
  family: ['family', 'subject', 'subjectname', 'category', 'topic', 'type'],
  protect: ['protect', 'protected'],
  severity: ['severityoferror', 'severity'],
} as const;

/** Endings of columns that hold an option each: `option_a`, `choice1`, `opa`, `ending0`, or a letter alone. */
const OPTION_NAME = /^(?:options?|choices?|opt?|endings?|answers?|sol|mc)?([a-j]|\d{1,2})$/;

function toFolded(column: string): string {
  return column.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Lines of samples are taken as such where any of the first 200 is one; else columns are guessed. */
export function guessMapping(table: ImportTable): RowMapping {
  const rows = table.rows.slice(0, LOOKED_AT);
  const areSamples = table.format === 'jsonl' && rows.some((row) => readSample(Object.fromEntries(row.cells)).ok);
  return areSamples ? { type: 'samples' } : guessColumns(table);
}

/**
 * What the columns of a table seem to be, by their names and the first 200 rows. A guess always comes back: what was not found is the first column that is
 * left, which a person sees and changes.
 */
export function guessColumns(table: ImportTable): ColumnMapping {
  const rows = table.rows.slice(0, LOOKED_AT);
  const options = guessOptions(table.columns, rows);
  const isOwn = SAMPLE_CSV_COLUMNS.every((column) => table.columns.includes(column));
  const taken = new Set(
    options.type === 'columns' ? options.columns : options.type === 'column' ? [options.column] : [],
  );
  const find = (field: keyof typeof NAMES): string | null => {
    const free = table.columns.filter((column) => !taken.has(column));
    const names: readonly string[] = NAMES[field];
    const found = names.flatMap((name) => free.filter((column) => toFolded(column) === name))[0] ?? null;
    if (found !== null) taken.add(found);
    return found;
  };
  const input = find('input');
  const target = find('target');
  const id = findUnique(find('id'), rows);
  const [cluster, family, protect, severity] = [find('cluster'), find('family'), find('protect'), find('severity')];
  const left = table.columns.filter((column) => !taken.has(column));
  const inputColumn = input ?? left.shift() ?? table.columns[0] ?? '';
  // A table of one column can only be of texts.
  const targetColumn = target ?? left.shift() ?? (table.columns.length === 1 ? null : (table.columns.at(-1) ?? ''));
  const draft: ColumnMapping = {
    type: 'columns',
    input: inputColumn,
    target: targetColumn,
    targets: isOwn ? { type: 'json' } : guessList(targetColumn ?? '', rows),
    targetForm: 'text',
    options,
    optionsInInput: 'as-is',
    id,
    cluster,
    family,
    protect: protect === null ? null : { column: protect, list: isOwn ? { type: 'json' } : guessList(protect, rows) },
    severity,
    formulaQuotes: isOwn ? 'removed' : 'kept',
  };
  if (isOwn) return draft;
  return {
    ...draft,
    targetForm: guessTargetForm(draft, rows),
    optionsInInput: guessInInput(draft, rows),
  };
}

/** A column with the same value twice is no id. */
function findUnique(column: string | null, rows: readonly ImportRow[]): string | null {
  if (column === null) return null;
  const values = rows.map(({ cells }) => cells.get(column)).filter((value) => value !== undefined && value !== '');
  return new Set(values).size === values.length && values.length === rows.length ? column : null;
}

function guessOptions(columns: readonly string[], rows: readonly ImportRow[]): OptionColumns {
  const names: readonly string[] = NAMES.options;
  const column = names.flatMap((name) => columns.filter((candidate) => toFolded(candidate) === name))[0];
  if (column !== undefined && rows.some(({ cells }) => !isEmpty(cells.get(column))))
    return { type: 'column', column, list: guessList(column, rows) };
  const groups = Map.groupBy(
    columns.flatMap((candidate) => {
      const ending = OPTION_NAME.exec(toFolded(candidate))?.[1];
      return ending === undefined ? [] : [{ candidate, ending, stem: toFolded(candidate).slice(0, -ending.length) }];
    }),
    ({ stem, ending }) => `${stem} ${/\d/.test(ending) ? 'number' : 'letter'}`,
  );
  const widest = [...groups.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  return widest.length < 2 || widest.length > 26
    ? { type: 'none' }
    : { type: 'columns', columns: widest.toSorted(byEnding).map(({ candidate }) => candidate) };
}

/** Letters and numbers name options in their own order, wherever the columns stand. */
function byEnding(a: { readonly ending: string }, b: { readonly ending: string }): number {
  if (/\d/.test(a.ending)) return Number(a.ending) - Number(b.ending);
  return a.ending < b.ending ? -1 : 1;
}

function isEmpty(cell: unknown): boolean {
  return cell === undefined || cell === null || cell === '';
}

/** A JSON list where a cell is one; else parts around "|" or ";;" where most cells have them; else one text. */
function guessList(column: string, rows: readonly ImportRow[]): CellList {
  const cells = rows.map(({ cells: all }) => all.get(column)).filter((cell) => !isEmpty(cell));
  const isList = (cell: unknown): boolean => {
    const read = readCellList(cell, { type: 'json' });
    return Array.isArray(cell) || (typeof cell === 'string' && cell.trimStart().startsWith('[') && read.ok);
  };
  if (cells.some(isList)) return { type: 'json' };
  for (const separator of ['||', '|']) {
    const parted = cells.filter((cell) => typeof cell === 'string' && cell.includes(separator));
    if (parted.length * 2 > cells.length) return { type: 'separator', separator };
  }
  return { type: 'one' };
}

/** Rows from which on numbers that are never 0 are taken to count from 1. */
const ENOUGH_ROWS = 8;

/** The form that names an option in most rows. */
function guessTargetForm(mapping: ColumnMapping, rows: readonly ImportRow[]): TargetForm {
  if (mapping.options.type === 'none') return 'text';
  const seen = rows.flatMap(({ cells }) => {
    const options = readOptions(
      (column) => cells.get(column),
      mapping,
      () => null,
    );
    const targets = readCellList(cells.get(mapping.target ?? ''), mapping.targets);
    return options === null || !targets.ok ? [] : targets.value.map((target) => ({ target: target.trim(), options }));
  });
  const countNamed = (form: Exclude<TargetForm, 'text'>): number =>
    seen.filter(({ target, options }) => toTarget(target, form, options).ok).length;
  const textCount = seen.filter(({ target, options }) => options.texts.some((text) => text.trim() === target)).length;
  const isFromOne =
    countNamed('index-1') > countNamed('index-0') ||
    (seen.length >= ENOUGH_ROWS && seen.every(({ target }) => target !== '0'));
  const number = isFromOne ? 'index-1' : 'index-0';
  const ranked = [
    { form: 'text' as const, count: textCount },
    { form: 'letter' as const, count: countNamed('letter') },
    { form: number, count: countNamed(number) },
  ] as const;
  return ranked.toSorted((a, b) => b.count - a.count)[0]?.form ?? 'text';
}

/** Options that no input shows have to be written under it, or a model that generates cannot know them. */
function guessInInput(mapping: ColumnMapping, rows: readonly ImportRow[]): ColumnMapping['optionsInInput'] {
  const areShown = rows.every(({ cells }) => {
    const options = readOptions(
      (column) => cells.get(column),
      mapping,
      () => null,
    );
    const input = readCellText(cells.get(mapping.input));
    if (options === null || !input.ok || input.value === null) return true;
    const text = input.value.toLowerCase();
    return options.texts.every((option) => text.includes(option.trim().toLowerCase()));
  });
  return areShown ? 'as-is' : 'lettered';
}
