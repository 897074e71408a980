// npm run screenshots: docs/screenshots/<screen>-<device>-<theme>.png, of one real run of the quick start.
import { chromium, type Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp } from './build.ts';
import { toLaunchOptions } from './launch-options.ts';
import { root } from './root.ts';
import { serveDist } from './serve.ts';

const folder = join(root, 'docs', 'screenshots');
const devices = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } } as const;
const themes = ['light', 'dark'] as const;
/** Longest wait for the run, ms. */
const RUN_TIMEOUT_MS = 600_000;

/** The page as it is, on every device and in every theme. */
async function takeAll(page: Page, screen: string): Promise<void> {
  for (const [device, viewport] of Object.entries(devices)) {
    await page.setViewportSize(viewport);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      // Charts measure themselves after a change of size.
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(folder, `${screen}-${device}-${theme}.png`) });
    }
  }
  await page.setViewportSize(devices.desktop);
}

/** Opens a screen afresh by its address and waits until it shows what it loads. */
async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((target) => {
    location.hash = target;
  }, hash);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByText('Loading…').waitFor({ state: 'hidden' });
  await page.waitForLoadState('networkidle');
  if (await page.getByText('Something went wrong').isVisible()) throw new Error(`the screen ${hash} shows a failure`);
}

async function takeScreens(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).waitFor();
  await takeAll(page, 'evaluate');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL(/#\/run\//);
  const runId = new URL(page.url()).hash.split('/').at(-1) ?? '';
  const progress = page.getByRole('progressbar').first();
  await progress.waitFor();
  await page.waitForFunction(
    () => Number(document.querySelector('[role="progressbar"]')?.getAttribute('aria-valuenow')) >= 30,
    undefined,
    { timeout: RUN_TIMEOUT_MS },
  );
  await takeAll(page, 'run');
  await page.getByRole('main').getByRole('link', { name: 'Report' }).waitFor({ timeout: RUN_TIMEOUT_MS });
  await goTo(page, `#/report/${runId}`);
  await takeAll(page, 'report');
  await goTo(page, `#/transcripts/${runId}`);
  await takeAll(page, 'transcripts');
  await page.getByRole('listbox', { name: 'Trials' }).getByRole('option').first().click();
  await page.waitForURL(/trial=/);
  await takeAll(page, 'trial');
  await goTo(page, '#/runs');
  await takeAll(page, 'runs');
}

await mkdir(folder, { recursive: true });
await buildApp();
const served = await serveDist();
const browser = await chromium.launch(toLaunchOptions());
try {
  const page = await browser.newPage({ locale: 'en-GB' });
  await page.goto(served.url);
  await takeScreens(page);
} finally {
  await browser.close();
  await served.close();
}
