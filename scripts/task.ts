import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { toSamplesHash, toSamplesJsonl } from '#core/model/content-id.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import { parseRowMapping } from '#core/model/parse-row-mapping.ts';
import type { RowMapping } from '#core/model/row-mapping.ts';
import type { Sample } from '#core/model/sample.ts';
import { importTaskYaml, toRemarkText } from '#harness/lm-eval/import-task-yaml.ts';
import { resolveSamples } from '#harness/resolve-samples.ts';
import { toProblemText } from '#harness/row-problem.ts';
import { guessMapping } from '#harness/task-import/guess-mapping.ts';
import { readImportTable } from '#harness/task-import/import-table.ts';
import { findMappingProblems, mapRows } from '#harness/task-import/map-rows.ts';
import { CSV_LOSSES, TASK_FILE_LOSSES, toSamplesCsv } from '#harness/task-import/samples-csv.ts';
import { root } from './root.ts';
import { writeWholeFile } from './write-whole-file.ts';

const HELP = `npm run task -- import --file <table> [--map <map.json>] [--skip-bad-rows] --out <task.jsonl>
npm run task -- import --yaml <task.yaml> --file <table> --config <base.json> [--skip-bad-rows] --out <config.json>
npm run task -- export --config <config.json> --out <task.jsonl|task.csv>

import  Makes samples of a table: CSV, TSV or JSON Lines. Without --map the meaning of the columns is guessed, and printed in the
        form in which --map takes it. Any bad row refuses the file, unless --skip-bad-rows is given.
        With --yaml, a task of lm-evaluation-harness over the table becomes a configuration; model, protocol and analysis are those of --config.
        Fields that cannot be taken over refuse it, each by name; what is lost is printed and written into the notes.
export  Writes the samples of a configuration: every field as JSON Lines, or as CSV for a spreadsheet. What the form loses is printed.

Exit code: 0 written · 1 the table has bad rows · 2 bad arguments or input.
`;

interface Options {
  readonly file: string | undefined;
  readonly map: string | undefined;
  readonly yaml: string | undefined;
  readonly config: string | undefined;
  readonly out: string | undefined;
  readonly 'skip-bad-rows': boolean;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      file: { type: 'string' },
      map: { type: 'string' },
      yaml: { type: 'string' },
      config: { type: 'string' },
      out: { type: 'string' },
      'skip-bad-rows': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [command, ...rest] = positionals;
  const options: Options = {
    file: undefined,
    map: undefined,
    yaml: undefined,
    config: undefined,
    out: undefined,
    ...values,
  };
  const { file, config, out } = options;
  if (rest.length === 0 && out !== undefined) {
    if (command === 'import' && file !== undefined && options.yaml !== undefined && config !== undefined)
      return importYaml(options.yaml, file, config, out, options['skip-bad-rows'] ? 'skip' : 'refuse');
    if (command === 'import' && options.yaml === undefined && file !== undefined) return importTask(file, out, options);
    if (command === 'export' && config !== undefined) return exportTask(config, out);
  }
  process.stderr.write(
    `"import" with --file and --out (with --yaml also --config), or "export" with --config and --out, is needed.\n\n${HELP}`,
  );
  return 2;
}

function complain(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

async function readText(path: string): Promise<Result<string>> {
  const decoded = decodeUtf8(await readFile(path));
  return decoded.ok
    ? toOk(decoded.text)
    : toFailed('config-invalid', `${path}: byte ${decoded.byteOffset} is not valid UTF-8`);
}

async function readMapping(path: string): Promise<Result<RowMapping>> {
  const text = await readText(path);
  return text.ok ? parseRowMapping(text.value) : text;
}

async function importTask(path: string, out: string, options: Options): Promise<number> {
  const table = readImportTable(await readFile(path), path, null);
  if (!table.ok) return complain(table.failure.message);
  const mapping = options.map === undefined ? toOk(guessMapping(table.value)) : await readMapping(options.map);
  if (!mapping.ok) return complain(mapping.failure.detail ?? mapping.failure.message);
  const wrong = findMappingProblems(table.value, mapping.value);
  if (wrong.length > 0) return complain(wrong.join('\n'));
  if (options.map === undefined) process.stdout.write(`guessed: ${JSON.stringify(mapping.value)}\n`);
  const { samples, badRowCount, problems } = mapRows(table.value, mapping.value);
  for (const problem of problems) process.stderr.write(`${table.value.fileName}, ${toProblemText(problem)}\n`);
  if (samples.length === 0 || (badRowCount > 0 && !options['skip-bad-rows'])) {
    process.stderr.write(`${badRowCount} bad rows; nothing was written\n`);
    return 1;
  }
  await writeWholeFile(out, toSamplesJsonl(samples));
  const skipped = badRowCount === 0 ? '' : `, ${badRowCount} bad rows left out`;
  process.stdout.write(`${out}: ${samples.length} samples${skipped}, sha256 ${toSamplesHash(samples)}\n`);
  return 0;
}

async function importYaml(
  path: string,
  dataPath: string,
  basePath: string,
  out: string,
  badRows: 'skip' | 'refuse',
): Promise<number> {
  const text = await readText(basePath);
  const base = text.ok ? parseConfig(text.value) : text;
  if (!base.ok) return complain(base.failure.message);
  const table = readImportTable(await readFile(dataPath), dataPath, null);
  if (!table.ok) return complain(table.failure.message);
  const task = importTaskYaml(await readFile(path), path, table.value);
  if (!task.ok) return complain(task.failure.message);
  const { problems, notes, rows, toConfig } = task.value;
  for (const problem of problems) process.stderr.write(`${path}, ${toRemarkText(problem)}\n`);
  for (const problem of rows.problems) process.stderr.write(`${table.value.fileName}, ${toProblemText(problem)}\n`);
  if (toConfig === null || (rows.badRowCount > 0 && badRows === 'refuse')) {
    process.stderr.write(`${problems.length} fields and ${rows.badRowCount} rows are bad; nothing was written\n`);
    return 1;
  }
  const config = parseConfig(toConfig(base.value));
  if (!config.ok) return complain(config.failure.detail ?? config.failure.message);
  await writeWholeFile(out, `${JSON.stringify(config.value, null, 2)}\n`);
  process.stdout.write(`${out}: ${rows.samples.length} samples\n`);
  process.stdout.write(notes.map((note) => `note: ${toRemarkText(note)}\n`).join(''));
  return 0;
}

async function exportTask(path: string, out: string): Promise<number> {
  const text = await readText(path);
  const config = text.ok ? parseConfig(text.value) : text;
  if (!config.ok) return complain(config.failure.message);
  const samples = await resolveSamples(config.value.task, {
    readText: (own) => readText(join(root, 'public', own)),
    readBytes: async (own) => toOk(new Uint8Array(await readFile(join(root, 'public', own)))),
  });
  if (!samples.ok) return complain(samples.failure.message);
  const form = toForm(out);
  if (form === null) return complain(`${out}: the name must end in .jsonl or .csv, so that the form is known`);
  await writeWholeFile(out, form.write(samples.value));
  process.stdout.write(`${out}: ${samples.value.length} samples, sha256 ${toSamplesHash(samples.value)}\n`);
  process.stdout.write(form.losses.map((loss) => `lost: ${loss}\n`).join(''));
  return 0;
}

interface Form {
  readonly write: (samples: readonly Sample[]) => string;
  readonly losses: readonly string[];
}

function toForm(out: string): Form | null {
  if (/\.csv$/i.test(out)) return { write: toSamplesCsv, losses: CSV_LOSSES };
  return /\.(?:jsonl|ndjson)$/i.test(out) ? { write: toSamplesJsonl, losses: TASK_FILE_LOSSES } : null;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
