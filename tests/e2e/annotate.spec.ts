import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { downloadBundle, openEvaluate, pickFile, readMember, startRun, waitForCompletion } from './support/app-page.ts';
import { runScript } from './support/command.ts';
import { toEnglishConfig } from './support/configs.ts';

test('read, drill down, annotate, export, reopen: the second result stands beside the first', async ({
  page,
  browser,
  baseURL,
}) => {
  await openEvaluate(page);
  await startRun(page, toEnglishConfig());
  await waitForCompletion(page);
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await page.getByRole('link', { name: 'Transcripts', exact: true }).click();
  await page.getByLabel('Outcome', { exact: true }).selectOption('fail');
  await page.getByLabel('Condition', { exact: true }).selectOption('original');
  await page.getByRole('listbox', { name: 'Trials' }).getByRole('option').first().click();
  const said = page.getByRole('region', { name: 'What people say' });
  await said.getByLabel('What', { exact: true }).selectOption('regrade');
  await said.getByLabel('Your name').fill('A. Reader');
  await expect(said.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
  await said.getByLabel('Reason').fill('the answer is right in other words');
  await said.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(said.getByText('Graded again by')).toBeVisible();
  await said.getByLabel('What', { exact: true }).selectOption('tag');
  await said.getByLabel('Tag', { exact: true }).fill('scorer too strict');
  await said.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(said.getByText('Tag “scorer too strict”')).toBeVisible();
  await page.getByLabel('State', { exact: true }).selectOption('remarked');
  await expect(page.getByText('1 of', { exact: false }).first()).toBeVisible();

  await page.getByRole('link', { name: 'Report', exact: true }).click();
  const panel = page.getByRole('region', { name: 'What people say' });
  await expect(panel.getByRole('table')).toContainText('As judged by people');
  await expect(panel).toContainText('1 got another grade');
  const bundle = await downloadBundle(page);
  await page.keyboard.press('Escape');
  expect((await readMember(bundle, 'annotations.jsonl')).trim().split('\n')).toHaveLength(2);
  expect((await runScript('verify.ts', bundle)).exitCode).toBe(0);

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await elsewhere.newPage();
  await openEvaluate(other);
  await pickFile(other, 'Open bundle', 'run.plumb.zip', await readFile(bundle));
  await expect(other.getByRole('region', { name: 'What people say' })).toContainText('scorer too strict');
  await elsewhere.close();
});
