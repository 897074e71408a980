import { readSample, type SampleReading } from '#core/model/read-sample.ts';
import type { Demonstration } from '#core/model/few-shot.ts';
import type { ImportRow } from '../task-import/import-table.ts';
import { compileTemplate, type Rendered, type SafeTemplate } from './jinja-subset.ts';
import type { FieldRemark } from './read-task-yaml.ts';
import type { TaskFields } from './task-fields.ts';
import { toTextList } from './text-list.ts';

type Row = ReadonlyMap<string, unknown>;

/** A value of a row: a field by its name, a filled-in template, or what the YAML itself says. */
type Reader = (
  row: Row,
) => { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** Reads rows of a data file the way the templates of a task say. */
export interface RowReader {
  readonly readRow: (row: ImportRow) => SampleReading;
  /** Input and answer of a row that is given as a demonstration. */
  readonly readDemonstration: (row: Row) => Demonstration | { readonly message: string };
}

/** Readers for the templates of a task; `columns` are those of the data file, whose names stand for their values. */
export function toRowReader(
  fields: TaskFields,
  columns: readonly string[],
): { readonly reader: RowReader; readonly problems: readonly FieldRemark[] } {
  const problems: FieldRemark[] = [];
  const toReader = (field: 'doc_to_text' | 'doc_to_target' | 'doc_to_choice'): Reader => {
    const source = fields[field];
    if (typeof source !== 'string') {
      const value = typeof source === 'object' && !Array.isArray(source) ? Object.values(source) : source;
      return () => ({ ok: true, value });
    }
    if (columns.includes(source)) return (row) => ({ ok: true, value: row.get(source) });
    const compiled = compileTemplate(source);
    if (!compiled.ok) problems.push({ field, message: compiled.message });
    return compiled.ok ? toTemplateReader(compiled.template) : () => ({ ok: false, message: '' });
  };
  const isOfTexts = fields.output_type === 'loglikelihood_rolling';
  const text = toReader('doc_to_text');
  const target = toReader('doc_to_target');
  const choice = fields.doc_to_choice === undefined ? null : toReader('doc_to_choice');
  const idColumn = columns.includes('id') ? 'id' : null;
  return {
    problems,
    reader: {
      readRow: ({ cells }) => {
        if (isOfTexts) return readText(cells, target, toId(cells, idColumn));
        const read = readParts(cells, { text, target, choice });
        if (!read.ok) return { ok: false, problems: [read.problem] };
        const { input, targets, choices } = read;
        return readSample({
          ...toId(cells, idColumn),
          family: choices === null ? 'task' : 'choice',
          input,
          target: targets,
          options: choices === null ? null : { labels: null, texts: choices },
        });
      },
      readDemonstration: (row) => {
        const read = readParts(row, { text, target, choice });
        if (!read.ok) return { message: `${read.problem.path}: ${read.problem.message}` };
        return { input: read.input, target: read.targets[0] ?? '' };
      },
    },
  };
}

function toId(row: Row, idColumn: string | null): { readonly id?: string } {
  const id = idColumn === null ? undefined : row.get(idColumn);
  return (typeof id === 'string' && id !== '') || typeof id === 'number' ? { id: String(id) } : {};
}

/** A text that is measured: what the target gives, as in lm-evaluation-harness. */
function readText(row: Row, target: Reader, id: { readonly id?: string }): SampleReading {
  const read = target(row);
  if (read.ok && typeof read.value === 'string' && read.value !== '') return readSample({ ...id, text: read.value });
  return { ok: false, problems: [{ path: 'doc_to_target', message: read.ok ? 'gives no text' : read.message }] };
}

function toTemplateReader(template: SafeTemplate): Reader {
  return (row) => {
    const rendered: Rendered = template.render(row);
    return rendered.ok ? { ok: true, value: rendered.text } : rendered;
  };
}

interface Readers {
  readonly text: Reader;
  readonly target: Reader;
  readonly choice: Reader | null;
}

type Parts =
  | {
      readonly ok: true;
      readonly input: string;
      readonly targets: readonly string[];
      readonly choices: string[] | null;
    }
  | { readonly ok: false; readonly problem: { readonly path: string; readonly message: string } };

function readParts(row: Row, readers: Readers): Parts {
  const fail = (path: string, message: string): Parts => ({ ok: false, problem: { path, message } });
  const text = readers.text(row);
  if (!text.ok) return fail('doc_to_text', text.message);
  if (typeof text.value !== 'string' || text.value === '') return fail('doc_to_text', 'gives no text');
  const choices = readers.choice === null ? null : readChoices(readers.choice(row));
  if (choices !== null && 'message' in choices) return fail('doc_to_choice', choices.message);
  const target = readers.target(row);
  if (!target.ok) return fail('doc_to_target', target.message);
  const targets = toTargets(target.value, choices?.texts ?? null);
  if ('message' in targets) return fail('doc_to_target', targets.message);
  return { ok: true, input: text.value, targets: targets.texts, choices: choices === null ? null : [...choices.texts] };
}

type Texts = { readonly texts: readonly string[] } | { readonly message: string };

function readChoices(read: ReturnType<Reader>): Texts {
  if (!read.ok) return read;
  const { value } = read;
  const texts = typeof value === 'string' ? toTextList(value) : Array.isArray(value) ? value : null;
  if (texts === null) return { message: 'is no list of texts' };
  if (texts.some((text) => typeof text !== 'string' && typeof text !== 'number'))
    return { message: 'has an entry that is no text' };
  return texts.length < 2
    ? { message: `has ${texts.length} entries, a choice needs two` }
    : { texts: texts.map(String) };
}

/** Accepted answers: with choices an index from 0 or one of their texts, each; else texts. */
function toTargets(value: unknown, choices: readonly string[] | null): Texts {
  const entries: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? (toTextList(value) ?? [value])
      : [value];
  const texts: string[] = [];
  for (const entry of entries) {
    if (typeof entry !== 'string' && typeof entry !== 'number' && typeof entry !== 'boolean')
      return { message: 'gives no text' };
    const text = String(entry);
    if (text === '') return { message: 'gives no text' };
    const position = choices !== null && /^\d{1,2}$/.test(text) ? Number(text) : -1;
    const chosen = choices?.[position] ?? (choices === null || choices.includes(text) ? text : null);
    if (chosen === null) return { message: `is ${JSON.stringify(text.slice(0, 60))}, which is none of the choices` };
    texts.push(chosen);
  }
  return texts.length === 0 ? { message: 'gives no text' } : { texts };
}
