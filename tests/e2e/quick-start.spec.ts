import { expect, test, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { toConfigLink } from '#harness/bundle-link.ts';
import {
  downloadBundle,
  openEvaluate,
  pickFile,
  readMember,
  tabTo,
  waitForCompletion,
  watchForeignRequests,
} from './support/app-page.ts';
import { toSmallConfig } from './support/configs.ts';
import { expectSomethingToMeasure } from './support/something-to-measure.ts';

test('quick start by mouse: run, report, download, reopen elsewhere, same report', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(900_000);
  const foreign = watchForeignRequests(page);
  await openEvaluate(page);
  await expect(page.getByRole('region', { name: 'Plan' })).toContainText('288 × 16 epochs');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('progressbar').first()).toBeVisible();
  await waitForCompletion(page, 600_000);
  const bundle = await downloadBundle(page);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Quick start');
  for (const name of ['Capability', 'Consistency', 'Robustness'])
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  await waitForWholeReport(page);
  const tables = await readTables(page);
  expect(tables.length).toBeGreaterThan(3);
  await expectSomethingToMeasure(bundle);

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await elsewhere.newPage();
  const otherForeign = watchForeignRequests(other);
  await openEvaluate(other);
  await pickFile(other, 'Open bundle', 'run.plumb.zip', await readFile(bundle));
  await expect(other).toHaveURL(/#\/report\//);
  await waitForWholeReport(other);
  await expect.poll(() => readTables(other)).toEqual(tables);
  const again = await downloadBundle(other);
  expect(await readMember(again, 'report.json')).toBe(await readMember(bundle, 'report.json'));
  expect(await readMember(again, 'transcripts-0000.jsonl')).toBe(await readMember(bundle, 'transcripts-0000.jsonl'));
  await elsewhere.close();
  expect([...foreign, ...otherForeign]).toEqual([]);
});

test('a ready configuration is taken over whole, with its plan', async ({ page }) => {
  await openEvaluate(page);
  await page.getByRole('button', { name: 'Maintenance desk, 15 minutes' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Maintenance desk, 15 minutes');
  await expect(page.getByRole('region', { name: 'Plan' })).toContainText('288 × 48 epochs');
  await page.getByRole('button', { name: 'Quick start', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Plan' })).toContainText('288 × 16 epochs');
});

test('by keyboard alone: a shared configuration, run, report, download, transcripts', async ({ page }) => {
  test.setTimeout(300_000);
  const link = toConfigLink(toSmallConfig());
  if (!link.ok) throw new Error(link.failure.message);
  await page.goto(`./${link.value}`);
  await tabTo(page, 'Use this configuration');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await tabTo(page, 'Run');
  await page.keyboard.press('Enter');
  await waitForCompletion(page);
  await tabTo(page, 'Report');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/report\//);
  await expect(page.getByRole('table').first()).toBeVisible();
  await tabTo(page, 'Download bundle');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  const download = page.waitForEvent('download');
  await tabTo(page, 'Download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/\.plumb\.zip$/);
  await expect(page.getByRole('dialog')).toBeHidden();
  await tabTo(page, 'Transcripts');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/transcripts\//);
});

/** Parts come as they are computed, the list of all numbers with the last of them. */
async function waitForWholeReport(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: 'All numbers, table' })).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/omputing/)).toHaveCount(0, { timeout: 120_000 });
}

async function readTables(page: Page): Promise<string[]> {
  await expect(page.getByRole('table').first()).toBeVisible();
  return page.getByRole('table').allTextContents();
}
