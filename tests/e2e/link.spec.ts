import { expect, test } from '@playwright/test';
import { openEvaluate } from './support/app-page.ts';
import { readQuickstart } from './support/configs.ts';
import { toConfigLink } from '#harness/bundle-link.ts';

test('a copied link carries the whole configuration and is shown before anything is fetched', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openEvaluate(page);
  await page.getByRole('spinbutton', { name: 'Master seed' }).fill('4242');
  await page.getByRole('spinbutton', { name: 'Master seed' }).press('Enter');
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#c=');
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await elsewhere.newPage();
  const modelRequests: string[] = [];
  other.on('request', (request) => {
    if (/\/(models|tasks)\//.test(request.url())) modelRequests.push(request.url());
  });
  await other.goto(link);
  await expect(other.getByRole('heading', { name: 'Shared configuration' })).toBeVisible();
  expect(modelRequests).toEqual([]);
  await other.getByRole('button', { name: 'Use this configuration' }).click();
  await expect(other.getByRole('spinbutton', { name: 'Master seed' })).toHaveValue('4242');
  await expect(other.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await elsewhere.close();
});

test('a link with a wrong hash is refused with the reason', async ({ page }) => {
  const link = toConfigLink(readQuickstart());
  if (!link.ok) throw new Error(link.failure.message);
  await page.goto(`./${link.value.slice(0, -4)}0000`);
  await expect(page.getByRole('alert')).toContainText('states the hash');
  await page.getByRole('button', { name: 'Go to Evaluate' }).click();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
});
