import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { startPlainHost, type PlainHost } from '#tests/support/plain-host.ts';
import { downloadBundle, openEvaluate, readMember, startRun, waitForCompletion } from './support/app-page.ts';
import { toSmallConfig } from './support/configs.ts';

test.use({ serviceWorkers: 'allow' });

const dist = join(root, 'dist');
let host: PlainHost;
test.beforeAll(async () => {
  host = await startPlainHost(dist, '/some/folder/');
});
test.afterAll(() => host.close());

test('a host without headers, in a folder: isolated after the first visit, and a run without a network', async ({
  page,
  context,
}) => {
  await page.goto(host.url);
  await expect(page.getByText('Works without a network.')).toBeVisible({ timeout: 120_000 });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await startRun(page, toSmallConfig());
  await waitForCompletion(page);
  const bundle = await downloadBundle(page);
  expect(await readMember(bundle, 'environment.json')).toContain('"crossOriginIsolated":true');
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Capability' })).toBeVisible();
  await page.getByRole('link', { name: 'Library', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
});

test('a newer build waits until it is asked for, and never while a run is in progress', async ({ page }) => {
  await page.goto(host.url);
  await expect(page.getByText('Works without a network.')).toBeVisible({ timeout: 120_000 });
  const worker = await readFile(join(dist, 'sw.js'), 'utf8');
  const [, sha256 = ''] = /buildSha256:\s*["'`]([0-9a-f]{64})/.exec(worker) ?? [];
  expect(sha256).not.toBe('');
  host.replace('sw.js', worker.replaceAll(sha256, 'f'.repeat(64)));
  host.replace('build.json', (await readFile(join(dist, 'build.json'), 'utf8')).replace(sha256, 'f'.repeat(64)));
  await page.reload();
  const load = page.getByRole('button', { name: 'Load the new version' });
  await expect(load).toBeVisible({ timeout: 120_000 });
  // As a run in another tab would hold it.
  await page.evaluate(() => {
    void navigator.locks.request('plumbline-run-elsewhere', () => new Promise((resolve) => (window.onblur = resolve)));
  });
  await load.click();
  await expect(page.getByText('A run is in progress')).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect.poll(() => page.evaluate(async () => (await navigator.locks.query()).held?.length)).toBe(0);
  await Promise.all([page.waitForEvent('load'), load.click()]);
  await expect(page.getByText('Works without a network.')).toBeVisible({ timeout: 120_000 });
  expect(await page.evaluate(() => caches.keys())).toContain(`plumbline /some/folder/ ${'f'.repeat(64)}`);
});

test('with headers of its own the page is never loaded twice', async ({ page }) => {
  let loads = 0;
  page.on('load', () => (loads += 1));
  await openEvaluate(page);
  await expect(page.getByText('Works without a network.')).toBeVisible({ timeout: 120_000 });
  expect(loads).toBe(1);
});
