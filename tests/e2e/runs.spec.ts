import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { openEvaluate, startRun, waitForCompletion } from './support/app-page.ts';
import { toEnglishConfig } from './support/configs.ts';

test('the library of runs: headline, name, copy, deletion with undo, all out and in again', async ({
  page,
  browser,
  baseURL,
}) => {
  await openEvaluate(page);
  await startRun(page, toEnglishConfig());
  await waitForCompletion(page);
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(page.getByText(/^accuracy 0\.\d\d \[0\.\d\d, [01]\.\d\d\] · pass\^4 0\.\d\d · n = /)).toBeVisible();

  await page.getByRole('button', { name: 'Rename Small run' }).click();
  await page.getByLabel('Name on this device').fill('Before the change');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Before the change/ })).toBeVisible();
  await expect(page.getByText('configuration “Small run”')).toBeVisible();

  await page.getByRole('button', { name: 'Delete Before the change' }).click();
  await expect(page.getByText('No run is stored.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('heading', { name: /Before the change/ })).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export all', exact: true }).click(),
  ]);
  const archive = await readFile(await download.path());
  expect(download.suggestedFilename()).toMatch(/^plumbline-runs-\d{4}-\d\d-\d\d\.zip$/);

  await page.getByRole('button', { name: 'Delete Before the change' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Remove Before the change for good' }).click();
  await expect(page.getByRole('heading', { name: 'Deleted', exact: true })).toBeHidden();

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await elsewhere.newPage();
  await other.goto('./#/runs');
  await other.getByTestId('archive-file').setInputFiles([
    { name: 'all.zip', mimeType: 'application/zip', buffer: archive },
    { name: 'broken.plumb.zip', mimeType: 'application/zip', buffer: archive.subarray(0, 100) },
  ]);
  await expect(other.getByText('1 run opened, 1 refused.')).toBeVisible();
  await expect(
    other.getByRole('listitem').filter({ hasText: 'broken.plumb.zip: The file is not a complete zip' }),
  ).toBeVisible();
  await expect(other.getByRole('heading', { name: /Small run from a bundle/ })).toBeVisible();
  await other.getByRole('button', { name: 'Duplicate configuration of Small run' }).click();
  await expect(other.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Small run (copy)');
  await elsewhere.close();
});
