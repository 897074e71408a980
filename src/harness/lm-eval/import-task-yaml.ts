import { toSchemaProblems } from '#core/bundle/schema-problem.ts';
import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { TaskMode } from '#core/model/task-mode.ts';
import type { ImportTable } from '../task-import/import-table.ts';
import { collectRows, type MappedRows } from '../task-import/map-rows.ts';
import { withTaskMode } from '../with-task-mode.ts';
import { withTaskSamples } from '../task-import/with-task-samples.ts';
import { readTaskYaml, type FieldRemark, type TaskYaml } from './read-task-yaml.ts';
import { NOTED_FIELDS, REFUSED_FIELDS, TaskFields } from './task-fields.ts';
import { toRowReader } from './to-row-reader.ts';
import { toScorers } from './to-scorers.ts';
import { toFewShot } from './to-few-shot.ts';

/** A task of lm-evaluation-harness with its data file, as far as it can be taken over. */
export interface ImportedTask {
  /** Fields that cannot be taken over; while there are any, nothing is. */
  readonly problems: readonly FieldRemark[];
  /** What is lost or means something else here. */
  readonly notes: readonly FieldRemark[];
  readonly rows: MappedRows;
  /** The configuration with this task; null while there are problems or no samples. */
  readonly toConfig: ((config: HarnessConfig) => HarnessConfig) | null;
}

const NO_ROWS: MappedRows = { samples: [], badRowCount: 0, problems: [] };

/** Reads a YAML of lm-evaluation-harness (ANCHORS §6.2) against its data. Fails only where the file is no YAML mapping; everything else is listed by field. */
export function importTaskYaml(bytes: Uint8Array, fileName: string, table: ImportTable): Result<ImportedTask> {
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok)
    return toFailed(
      'task-invalid',
      `${fileName}: byte ${decoded.byteOffset} is not valid UTF-8. Save the file as UTF-8.`,
      {
        location: fileName,
      },
    );
  const yaml = readTaskYaml(decoded.text.replace(/^\uFEFF/, ''), fileName);
  if (!yaml.ok) return yaml;
  const { fields, problems, notes } = readFields(yaml.value);
  if (fields === null || problems.length > 0) return toOk({ problems, notes, rows: NO_ROWS, toConfig: null });
  const { reader, problems: templateProblems } = toRowReader(fields, table.columns);
  const scorers = toScorers(fields);
  const fewShot = toFewShot(fields, reader);
  const all = [...templateProblems, ...scorers.problems, ...fewShot.problems];
  const rows = all.length > 0 ? NO_ROWS : collectRows(table, reader.readRow);
  const toConfig = (config: HarnessConfig): HarnessConfig => {
    const base = withTaskSamples(config, rows.samples, { fileName: table.fileName, skippedCount: rows.badRowCount });
    const title = fields.task_alias ?? fields.task;
    const { fewShot: _, mode: __, ...frame } = base.task;
    const asked: HarnessConfig = {
      ...base,
      name: title.slice(0, 120),
      notes: [`Task ${fields.task} of lm-evaluation-harness.`, base.notes, ...notes.map(toRemarkText)]
        .filter((note) => note !== '')
        .join('\n')
        .slice(0, 10_000),
      task: {
        ...frame,
        taskId: `${fields.task.slice(0, 100)}${base.task.taskId.slice(base.task.taskId.lastIndexOf('@'))}`,
        version: toVersion(yaml.value),
        title,
        system: toSystem(fields),
        promptTemplate: '{input}',
        ...(fewShot.fewShot === null ? {} : { fewShot: fewShot.fewShot }),
      },
      scorers: [...scorers.scorers],
      decoding: toDecoding(config, fields),
      protocol: { ...config.protocol, epochs: toEpochs(config, fields) },
    };
    return withTaskMode(asked, toMode(fields));
  };
  notes.push(...scorers.notes, ...fewShot.notes);
  return toOk({ problems: all, notes, rows, toConfig: all.length > 0 || rows.samples.length === 0 ? null : toConfig });
}

/** `field: what is the matter`. */
export function toRemarkText({ field, message }: FieldRemark): string {
  return field === '' ? message : `${field}: ${message}`;
}

interface FieldsReading {
  readonly fields: TaskFields | null;
  readonly problems: FieldRemark[];
  readonly notes: FieldRemark[];
}

function readFields({ fields, problems: tagged }: TaskYaml): FieldsReading {
  const problems: FieldRemark[] = [...tagged];
  const notes: FieldRemark[] = [];
  const kept = new Map<string, unknown>();
  const isTagged = (name: string): boolean => tagged.some(({ field }) => field === name);
  for (const [name, field] of fields) {
    const noted = NOTED_FIELDS.get(name);
    const refused = REFUSED_FIELDS.get(name);
    if (isTagged(name)) continue;
    if (noted !== undefined) notes.push({ field: name, message: noted });
    else if (refused !== undefined) problems.push({ field: name, message: refused });
    else kept.set(name, field);
  }
  const value: unknown = Object.fromEntries(kept);
  const parsed = TaskFields.safeParse(value);
  if (!parsed.success)
    for (const { path, message } of toSchemaProblems(parsed.error, value)) {
      if (isTagged(path)) continue;
      problems.push({
        field: path,
        message: message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message,
      });
    }
  if (parsed.success) problems.push(...findCrossProblems(parsed.data));
  if (parsed.success) notes.push(...findCrossNotes(parsed.data));
  return { fields: parsed.success ? parsed.data : null, problems, notes };
}

function findCrossProblems(fields: TaskFields): readonly FieldRemark[] {
  const problems: FieldRemark[] = [];
  const isChoice = fields.output_type === 'multiple_choice';
  if (isChoice && fields.doc_to_choice === undefined)
    problems.push({ field: 'doc_to_choice', message: 'is missing: multiple_choice needs it' });
  if (/\{[{%]/.test(fields.description ?? ''))
    problems.push({ field: 'description', message: 'differs from row to row: put it into doc_to_text' });
  const isOfTexts = fields.output_type === 'loglikelihood_rolling';
  if ((isChoice || isOfTexts) && fields.generation_kwargs !== undefined)
    problems.push({
      field: 'generation_kwargs',
      message: `belongs to generate_until: ${fields.output_type} writes nothing`,
    });
  if (!isOfTexts && (fields.doc_to_text ?? '') === '')
    problems.push({ field: 'doc_to_text', message: 'is missing: add it' });
  const framed = ['doc_to_text', 'description', 'num_fewshot', 'doc_to_choice'] as const;
  if (isOfTexts)
    for (const field of framed)
      if ((fields[field] ?? '') !== '' && fields[field] !== 0)
        problems.push({ field, message: 'must be empty: loglikelihood_rolling measures what doc_to_target gives' });
  const until = toStopStrings(fields);
  if (until.some((text) => text === '' || text.length > 200))
    problems.push({
      field: 'generation_kwargs.until',
      message: 'has an entry that is empty or longer than 200 characters',
    });
  return problems;
}

function findCrossNotes(fields: TaskFields): readonly FieldRemark[] {
  const notes: FieldRemark[] = [];
  const kind = fields.output_type ?? 'generate_until';
  if (kind !== 'loglikelihood_rolling')
    notes.push({
      field: 'doc_to_text',
      message: 'stands in the chat template of the model, as with --apply_chat_template of lm-evaluation-harness',
    });
  if (kind === 'generate_until')
    notes.push({ field: 'metric_list', message: 'exact_match passes over white space around and within the answer' });
  else if ((fields.repeats ?? 1) > 1)
    notes.push({ field: 'repeats', message: 'is 1: a log-probability is the same each time' });
  if (kind === 'loglikelihood_rolling')
    notes.push({ field: 'metric_list', message: 'all measures of a text are given, also those that are not named' });
  if ((fields.description ?? '').trim() !== '')
    notes.push({ field: 'description', message: 'becomes the system prompt, as with --apply_chat_template' });
  if (fields.generation_kwargs?.do_sample === false && (fields.generation_kwargs.temperature ?? 0) > 0)
    notes.push({ field: 'generation_kwargs.temperature', message: 'is 0, because do_sample is false' });
  return notes;
}

function toStopStrings({ generation_kwargs, fewshot_delimiter }: TaskFields): readonly string[] {
  const until = generation_kwargs?.until ?? [fewshot_delimiter ?? '\n\n'];
  return typeof until === 'string' ? [until] : until;
}

/** Tokens that lm-evaluation-harness generates at most when nothing is said. */
const DEFAULT_MAX_TOKENS = 256;

function toSystem({ description = '' }: TaskFields): string | null {
  return description.trim() === '' ? null : description.trim();
}

function toMode({ output_type, target_delimiter }: TaskFields): TaskMode {
  if (output_type === 'multiple_choice') return { type: 'choose', force: 'texts', delimiter: target_delimiter ?? ' ' };
  if (output_type === 'loglikelihood_rolling') return { type: 'perplexity', stride: null, windowLength: null };
  return { type: 'generate' };
}

function toEpochs({ protocol }: HarnessConfig, { repeats }: TaskFields): HarnessConfig['protocol']['epochs'] {
  return repeats === undefined ? protocol.epochs : { ...protocol.epochs, baseline: repeats };
}

/** Greedy unless the task samples, as in lm-evaluation-harness. */
function toDecoding({ decoding }: HarnessConfig, fields: TaskFields): HarnessConfig['decoding'] {
  const asked = fields.generation_kwargs ?? {};
  const samples = asked.do_sample ?? (asked.temperature ?? 0) > 0;
  return {
    ...decoding,
    temperature: samples ? (asked.temperature ?? 1) : 0,
    topK: asked.top_k ?? 0,
    topP: asked.top_p ?? 1,
    minP: asked.min_p ?? 0,
    repetitionPenalty: asked.repetition_penalty ?? 1,
    maxNewTokens: asked.max_gen_toks ?? DEFAULT_MAX_TOKENS,
    stopStrings: [...toStopStrings(fields)],
  };
}

function toVersion({ fields }: TaskYaml): number {
  const metadata = fields.get('metadata');
  const version =
    typeof metadata === 'object' && metadata !== null && 'version' in metadata ? Number(metadata.version) : 1;
  return Number.isInteger(version) && version >= 1 ? version : 1;
}
