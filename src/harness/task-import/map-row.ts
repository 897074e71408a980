import { parseJson } from '#core/bundle/parse-json.ts';
import type { ColumnMapping } from '#core/model/row-mapping.ts';
import { readSample, type SampleReading } from '#core/model/read-sample.ts';
import type { ImportRow } from './import-table.ts';
import { readCellList, readCellText, type CellReading } from './read-cell.ts';
import { isOption, readOptions, toSampleOptions, toTarget, type Note, type RowOptions } from './read-options.ts';

/** A sample from the mapped columns of one row, or everything that is wrong with it, the path of each problem being a column. */
export function mapRow(row: ImportRow, mapping: ColumnMapping): SampleReading {
  const problems: { readonly path: string; readonly message: string }[] = [];
  const note: Note = (path, message) => {
    problems.push({ path, message: `${path}: ${message}` });
    return null;
  };
  const cellOf = (column: string): unknown => unquoteFormula(row.cells.get(column), mapping);
  const read = <T>(column: string, reading: CellReading<T>): T | null =>
    reading.ok ? reading.value : note(column, reading.message);
  const textOf = (column: string | null): string | null =>
    column === null ? null : read(column, readCellText(cellOf(column)));

  const options = readOptions(cellOf, mapping, note);
  const question = textOf(mapping.input) ?? '';
  if (question === '' && !problems.some(({ path }) => path === mapping.input)) note(mapping.input, 'is empty');
  const target = readTargets(mapping, cellOf);
  const targets = mapping.target === null ? [] : read(mapping.target, target);
  // Without options that can be read, what is wrong with a target would be said twice.
  const accepted = (problems.length > 0 ? [] : (targets ?? [])).map(
    (text) => read(mapping.target ?? '', toTarget(text, mapping.targetForm, options)) ?? '',
  );
  const [first] = accepted;
  if (
    options !== null &&
    first !== undefined &&
    problems.length === 0 &&
    !accepted.some((target) => isOption(target, options))
  )
    note(mapping.target ?? '', `is ${toQuote(first)}, which is none of the options`);
  const { protect } = mapping;
  const value = {
    ...toField('id', textOf(mapping.id)),
    ...toField('clusterId', textOf(mapping.cluster)),
    family: textOf(mapping.family) ?? (options === null ? 'task' : 'choice'),
    ...(targets?.length === 0
      ? { text: question }
      : {
          input: toInput(question, options, mapping),
          target: accepted,
          options: options === null ? null : toSampleOptions(question, options, mapping),
        }),
    protect: protect === null ? [] : (read(protect.column, readCellList(cellOf(protect.column), protect.list)) ?? []),
    severityOfError: mapping.severity === null ? null : readRule(mapping.severity, cellOf(mapping.severity), note),
  };
  return problems.length > 0 ? { ok: false, problems } : toColumnProblems(readSample(value), mapping);
}

/** Accepted answers of a row. None only where the column says so by an empty list, as the CSV of a task of texts does. */
function readTargets(mapping: ColumnMapping, cellOf: (column: string) => unknown): CellReading<readonly string[]> {
  const cell = mapping.target === null ? null : cellOf(mapping.target);
  const read = readCellList(cell, mapping.targets);
  const isNone = typeof cell === 'string' && cell.trim() === '[]';
  return read.ok && read.value.length === 0 && !isNone ? { ok: false, message: 'is empty' } : read;
}

function toField(name: string, value: string | null): Readonly<Record<string, string>> {
  return value === null ? {} : { [name]: value };
}

function toQuote(text: string): string {
  return text.length > 60 ? `a text of ${text.length} characters` : JSON.stringify(text);
}

const FORMULA_QUOTE = /^'(?='*[=+\-@\t\r])/;

function unquoteFormula(cell: unknown, { formulaQuotes }: ColumnMapping): unknown {
  return formulaQuotes === 'removed' && typeof cell === 'string' ? cell.replace(FORMULA_QUOTE, '') : cell;
}

function toInput(question: string, options: RowOptions | null, { optionsInInput }: ColumnMapping): string {
  if (options === null || optionsInInput === 'as-is') return question;
  return [question, ...options.texts.map((text, index) => `${options.names[index] ?? ''}) ${text}`)].join('\n');
}

function readRule(column: string, cell: unknown, note: Note): unknown {
  if (typeof cell !== 'string') return cell ?? null;
  if (cell.trim() === '') return null;
  const json = parseJson(cell);
  return json.ok ? json.value : note(column, `is not valid JSON: ${json.reason} at character ${json.column}`);
}

/** Problems of the sample, named by the columns that it was made from. */
function toColumnProblems(reading: SampleReading, mapping: ColumnMapping): SampleReading {
  if (reading.ok) return reading;
  const columns = new Map<string, string | null>([
    ['id', mapping.id],
    ['clusterId', mapping.cluster],
    ['family', mapping.family],
    ['input', mapping.input],
    ['text', mapping.input],
    ['target', mapping.target],
    ['options', mapping.options.type === 'column' ? mapping.options.column : 'options'],
    ['protect', mapping.protect?.column ?? null],
    ['severityOfError', mapping.severity],
  ]);
  const problems = reading.problems.map(({ path, message }) => {
    const field = /^\w*/.exec(path)?.[0] ?? '';
    const advice = message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
    return { path: columns.get(field) ?? field, message: advice };
  });
  return { ok: false, problems };
}
