import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import { guessMapping } from '#harness/task-import/guess-mapping.ts';
import { readImportTable } from '#harness/task-import/import-table.ts';
import { mapRows } from '#harness/task-import/map-rows.ts';
import { toSamplesCsv } from '#harness/task-import/samples-csv.ts';
import { withTaskSamples } from '#harness/task-import/with-task-samples.ts';
import { withTaskMode } from '#harness/with-task-mode.ts';
import { buildConfig } from '#tests/support/builders-bundle.ts';

function read(csv: string): readonly Sample[] {
  const table = readImportTable(encodeUtf8(csv), 'own.csv', null);
  if (!table.ok) throw new Error(table.failure.message);
  const rows = mapRows(table.value, guessMapping(table.value));
  expect(rows.problems).toEqual([]);
  return rows.samples;
}

function toValid(config: HarnessConfig): HarnessConfig {
  const checked = parseConfig(config);
  if (!checked.ok) throw new Error(checked.failure.detail ?? checked.failure.message);
  return checked.value;
}

const SOURCE = { fileName: 'own.csv', skippedCount: 0 };
const ANSWERS = 'question,answer,family\na,1,sums\nb,2,sums\n';
const TEXTS = 'text\nOne text.\nAnother one.\n';

describe('an imported task', () => {
  test('is known by name and content, judges every family, and says what was skipped', () => {
    const samples = read(ANSWERS);
    const config = toValid(withTaskSamples(buildConfig(), samples, { fileName: 'own.csv', skippedCount: 2 }));
    expect(config).toMatchObject({
      name: 'own',
      notes: 'Imported from own.csv: 2 rows became samples, 2 bad rows were left out.',
      task: { taskId: expect.stringMatching(/^own@[0-9a-f]{12}$/), title: 'own' },
    });
    for (const { rules } of config.scorers)
      expect(rules.some(({ families }) => families === null || families.includes('sums'))).toBe(true);
    const changed = withTaskSamples(buildConfig(), samples.slice(1), SOURCE);
    expect(changed.task.taskId).not.toBe(config.task.taskId);
  });

  test('of texts without answers is measured, and one with answers is judged again', () => {
    const texts = read(TEXTS);
    expect(texts.map(({ input, target }) => [input, target])).toEqual([
      ['One text.', []],
      ['Another one.', []],
    ]);
    expect(read(toSamplesCsv(texts))).toEqual(texts);
    const measured = toValid(withTaskSamples(buildConfig(), texts, SOURCE));
    expect(measured).toMatchObject({ task: { mode: { type: 'perplexity' } }, scorers: [] });
    const judged = toValid(withTaskSamples(measured, read(ANSWERS), SOURCE));
    expect(judged.task.mode).toBeUndefined();
    expect(judged.scorers).toMatchObject([{ rules: [{ type: 'exact' }] }]);
  });

  test('without options is not chosen from', () => {
    const choosing = withTaskMode(buildConfig(), { type: 'choose', force: 'texts', delimiter: ' ' });
    expect(withTaskSamples(choosing, read(ANSWERS), SOURCE).task.mode).toBeUndefined();
    const options = read('question,a,b,answer\nq,x,y,x\n');
    expect(toValid(withTaskSamples(choosing, options, SOURCE)).task.mode).toEqual(choosing.task.mode);
  });

  test('drops demonstrations that were written for another', () => {
    const config = buildConfig();
    const pool = { type: 'inline' as const, demonstrations: [{ input: 'x', target: 'y' }] };
    const fewShot = { pool, count: 1, draw: 'first' as const, render: { type: 'turns' as const } };
    const shown = { ...config, task: { ...config.task, fewShot } };
    expect(withTaskSamples(shown, read(ANSWERS), SOURCE).task.fewShot).toBeUndefined();
  });
});
