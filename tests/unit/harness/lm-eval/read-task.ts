import { expect } from 'vitest';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import { importTaskYaml, toRemarkText, type ImportedTask } from '#harness/lm-eval/import-task-yaml.ts';
import { readImportTable } from '#harness/task-import/import-table.ts';
import { buildConfig } from '#tests/support/builders-bundle.ts';

/** A YAML task over rows, given as JSON values or as the text of a file. */
export function readTask(yaml: string, data: string | readonly unknown[], name = 'data.jsonl'): ImportedTask {
  const text = typeof data === 'string' ? data : data.map((row) => JSON.stringify(row)).join('\n');
  const table = readImportTable(encodeUtf8(text), name, null);
  if (!table.ok) throw new Error(table.failure.message);
  const task = importTaskYaml(encodeUtf8(yaml), 'task.yaml', table.value);
  if (!task.ok) throw new Error(task.failure.message);
  return task.value;
}

/** The valid configuration that a task without problems gives. */
export function toConfig(task: ImportedTask): HarnessConfig {
  expect(task.problems).toEqual([]);
  const checked = parseConfig(task.toConfig?.(buildConfig()));
  if (!checked.ok) throw new Error(checked.failure.detail ?? checked.failure.message);
  return checked.value;
}

export const problemsOf = (task: ImportedTask): readonly string[] => task.problems.map(toRemarkText);
