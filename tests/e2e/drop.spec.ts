import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { downloadBundle, dropFile, openEvaluate, startRun, waitForCompletion } from './support/app-page.ts';
import { readSamples, toSmallConfig } from './support/configs.ts';

test('a bundle, a configuration and a task are opened by dropping them', async ({ page, browser, baseURL }) => {
  await openEvaluate(page);
  await startRun(page, toSmallConfig());
  await waitForCompletion(page);
  const bundle = await readFile(await downloadBundle(page));

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await elsewhere.newPage();
  await openEvaluate(other);
  await dropFile(other, 'config.json', Buffer.from(JSON.stringify(toSmallConfig({ name: 'Dropped' }))));
  await expect(other.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Dropped');
  const task = readSamples()
    .slice(0, 3)
    .map((sample) => JSON.stringify(sample));
  await dropFile(other, 'own.jsonl', Buffer.from(`${task.join('\n')}\n`));
  await expect(other.getByRole('region', { name: 'Plan' })).toContainText('3 × 4 epochs');
  await dropFile(other, 'run.plumb.zip', bundle);
  await expect(other).toHaveURL(/#\/report\//);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Small run');
  await elsewhere.close();
});
