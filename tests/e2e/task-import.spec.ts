import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { SampleRow } from '#core/bundle/rows.ts';
import { guessMapping } from '#harness/task-import/guess-mapping.ts';
import { readImportTable } from '#harness/task-import/import-table.ts';
import { mapRows } from '#harness/task-import/map-rows.ts';
import {
  downloadBundle,
  dropFile,
  loadConfig,
  openEvaluate,
  readMember,
  waitForCompletion,
} from './support/app-page.ts';
import { readSamples, toSmallConfig } from './support/configs.ts';

/** Questions that the model knows as a table of another program: no ids, the answer as a number, one bad row. */
function toCsv(): string {
  const samples = readSamples().filter(({ options }) => options?.labels === null);
  const rows = samples.slice(0, 4).map(({ input, target, options }, index) => {
    const texts = (options?.texts ?? []).slice(0, 3);
    const answer = index === 2 ? 9 : texts.indexOf(target[0] ?? '') + 1;
    const cells = [input, ...texts, String(Math.max(1, answer))];
    return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';');
  });
  return `\uFEFFtext;option1;option2;option3;answer\r\n${rows.join('\r\n')}\r\n`;
}

test('a table of another program is mapped, imported, run and exported', async ({ page }) => {
  await openEvaluate(page);
  const config = toSmallConfig();
  await loadConfig(page, {
    ...config,
    protocol: { ...config.protocol, epochs: { baseline: 1, perturbed: 1 }, perturbations: [] },
  });
  await dropFile(page, 'own.csv', Buffer.from(toCsv()));
  const dialog = page.getByRole('dialog', { name: 'Import own.csv' });
  await expect(dialog.getByLabel('Format')).toHaveValue('csv-semicolon');
  await dialog.getByLabel('The target is').selectOption('index-1');
  await expect(dialog.getByRole('status')).toContainText('own.csv:');
  await expect(dialog.getByRole('status')).toContainText('answer: is "9", expected 1 to 3');
  await expect(dialog.getByRole('button', { name: 'Import 3 samples' })).toBeDisabled();

  await dialog.getByLabel('The input', { exact: true }).selectOption('as-is');
  await dialog.getByLabel('Skip bad rows').check();
  await dialog.getByRole('button', { name: 'Import 3 samples' }).click();
  await expect(page.getByRole('region', { name: 'Plan' })).toContainText('3 × 1 epoch');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForCompletion(page);
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await page.getByRole('button', { name: 'Export task', exact: true }).click();
  const exportDialog = page.getByRole('dialog', { name: 'Export task' });
  await exportDialog.getByLabel(/^CSV/).check();
  await expect(exportDialog).toContainText('no spreadsheet takes it for a formula');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    exportDialog.getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^own-[0-9a-f]{12}\.csv$/);
  const bundle = await downloadBundle(page);
  const samples = (await readMember(bundle, 'samples.jsonl')).trim().split('\n');
  const ids = samples.map((line) => SampleRow.parse(JSON.parse(line)).sampleId);
  expect(ids).toEqual([0, 1, 2].map(() => expect.stringMatching(/^[0-9a-f]{16}$/)));
  const table = readImportTable(await readFile(await download.path()), 'own.csv', null);
  expect(table.ok && mapRows(table.value, guessMapping(table.value)).samples.map(({ sampleId }) => sampleId)).toEqual(
    samples.map((line) => SampleRow.parse(JSON.parse(line)).sampleId),
  );
  expect(await readMember(bundle, 'config.json')).toContain('3 rows became samples, 1 bad row was left out');
});
