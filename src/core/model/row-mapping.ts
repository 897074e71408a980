import * as z from 'zod';

/** Name of a column of the file, or of a field of its JSON objects. */
const Column = z.string().min(1).max(500);

/** How several texts stand in one cell; a list of JSON Lines is taken as it is. */
export const CellList = z.discriminatedUnion('type', [
  /** The cell is one text. */
  z.strictObject({ type: z.literal('one') }),
  /** Parts around a text such as "|"; white space around a part is dropped. */
  z.strictObject({ type: z.literal('separator'), separator: z.string().min(1).max(10) }),
  /** A JSON list of texts; a cell that does not begin with "[" is one text. */
  z.strictObject({ type: z.literal('json') }),
]);
export type CellList = z.infer<typeof CellList>;

/** Where the options of a sample stand. */
export const OptionColumns = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  /** An option a column, in this order; empty cells at the end are no options. */
  z.strictObject({ type: z.literal('columns'), columns: z.array(Column).min(2).max(26) }),
  /** All in one column, as a list or as `{text, label}` with two lists. */
  z.strictObject({ type: z.literal('column'), column: Column, list: CellList }),
]);
export type OptionColumns = z.infer<typeof OptionColumns>;

/** What the target column holds: the answer's text, or which option it is. */
export const TargetForm = z.enum(['text', 'letter', 'index-0', 'index-1']);
export type TargetForm = z.infer<typeof TargetForm>;

/** Which columns of a table become which fields of a sample. A column that is null is not there. */
export const ColumnMapping = z.strictObject({
  type: z.literal('columns'),
  input: Column,
  /** Null = the rows are texts to be measured and have no answers. */
  target: Column.nullable(),
  targets: CellList,
  targetForm: TargetForm,
  options: OptionColumns,
  /** `lettered`: the options are written under the input, "A) …" a line; `as-is`: the input shows what it shows. */
  optionsInInput: z.enum(['as-is', 'lettered']),
  id: Column.nullable(),
  cluster: Column.nullable(),
  family: Column.nullable(),
  /** Texts of the input that no perturbation may edit. */
  protect: z.strictObject({ column: Column, list: CellList }).nullable(),
  /** A severity rule as JSON. */
  severity: Column.nullable(),
  /** `removed`: an apostrophe before "=", "+", "-" or "@" was put there against formulas, as this app's own CSV does. */
  formulaQuotes: z.enum(['kept', 'removed']),
});
export type ColumnMapping = z.infer<typeof ColumnMapping>;

/** How the rows of a file become samples: each is a sample already, or its columns are mapped. */
export const RowMapping = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('samples') }), ColumnMapping]);
export type RowMapping = z.infer<typeof RowMapping>;

/** Columns that a mapping reads, each as often as it is read. */
export function toMappedColumns(mapping: ColumnMapping): readonly string[] {
  const { options, protect } = mapping;
  const optionColumns =
    options.type === 'columns' ? options.columns : options.type === 'column' ? [options.column] : [];
  return [
    mapping.input,
    ...optionColumns,
    ...[mapping.target, mapping.id, mapping.cluster, mapping.family, protect?.column ?? null, mapping.severity].filter(
      (column) => column !== null,
    ),
  ];
}
