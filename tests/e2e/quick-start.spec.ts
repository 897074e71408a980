import { expect, test, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import {
  downloadBundle,
  openEvaluate,
  pickFile,
  readMember,
  tabTo,
  waitForCompletion,
  watchForeignRequests,
} from './support/app-page.ts';

test('quick start by mouse: run, report, download, reopen elsewhere, same report', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const foreign = watchForeignRequests(page);
  await openEvaluate(page);
  await expect(page.getByRole('region', { name: 'Plan' })).toContainText('4 0');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('progressbar').first()).toBeVisible();
  await waitForCompletion(page, 240_000);
  const bundle = await downloadBundle(page);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Quick start');
  const tables = await readTables(page);
  expect(tables.length).toBeGreaterThan(3);

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await elsewhere.newPage();
  const otherForeign = watchForeignRequests(other);
  await openEvaluate(other);
  await pickFile(other, 'Open bundle', 'run.plumb.zip', await readFile(bundle));
  await expect(other).toHaveURL(/#\/report\//);
  await expect.poll(() => readTables(other)).toEqual(tables);
  const again = await downloadBundle(other);
  expect(await readMember(again, 'report.json')).toBe(await readMember(bundle, 'report.json'));
  expect(await readMember(again, 'transcripts-0000.jsonl')).toBe(await readMember(bundle, 'transcripts-0000.jsonl'));
  await elsewhere.close();
  expect([...foreign, ...otherForeign]).toEqual([]);
});

test('quick start by keyboard alone: run, report, download, transcripts', async ({ page }) => {
  test.setTimeout(300_000);
  await openEvaluate(page);
  await tabTo(page, 'Run');
  await page.keyboard.press('Enter');
  await waitForCompletion(page, 240_000);
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

async function readTables(page: Page): Promise<string[]> {
  await expect(page.getByRole('table').first()).toBeVisible();
  return page.getByRole('table').allTextContents();
}
