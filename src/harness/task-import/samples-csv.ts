import type { Sample } from '#core/model/sample.ts';

/** Columns of a task as CSV: the fields of a sample. */
export const SAMPLE_CSV_COLUMNS = [
  'sampleId',
  'clusterId',
  'family',
  'input',
  'target',
  'options',
  'protect',
  'severityOfError',
] as const;

/** What a task file says less than a configuration, whatever its form. */
export const TASK_FILE_LOSSES: readonly string[] = [
  'The system prompt, the prompt template, the mode and the scorers are in the configuration and not in a task file.',
];

/** What CSV loses beside that. */
export const CSV_LOSSES: readonly string[] = [
  ...TASK_FILE_LOSSES,
  'A cell that begins with "=", "+", "-" or "@" gets an apostrophe before it, so that no spreadsheet takes it for a formula. Import here takes it off again; other programs do not.',
  'Lists and rules (several targets, options, protected texts, severity) are JSON inside their cell.',
  'A spreadsheet that saves the file again may change numbers, dates and line ends; the hash of the task does not survive that.',
];

/** Samples as CSV after RFC 4180, a row each; no cell can be taken for a formula. */
export function toSamplesCsv(samples: readonly Sample[]): string {
  const rows = samples.map((sample) => [
    sample.sampleId,
    sample.clusterId,
    sample.family,
    sample.input,
    toListCell(sample.target),
    sample.options === null ? '' : JSON.stringify(sample.options),
    sample.protect.length === 0 ? '' : JSON.stringify(sample.protect),
    sample.severityOfError === null ? '' : JSON.stringify(sample.severityOfError),
  ]);
  return [SAMPLE_CSV_COLUMNS, ...rows].map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('');
}

/** One text as it is, unless it could be read as a list or as nothing. */
function toListCell(texts: readonly string[]): string {
  const [only, ...others] = texts;
  const isPlain = only !== undefined && others.length === 0 && only.trim() !== '' && !only.trimStart().startsWith('[');
  return isPlain ? only : JSON.stringify(texts);
}

function toCell(text: string): string {
  const safe = /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
