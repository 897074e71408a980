import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp } from './build.ts';
import { toLaunchOptions } from './launch-options.ts';
import { serveDist, type ServedApp } from './serve.ts';

/** The built app, open in headless Chromium with its automation surface. */
export interface HeadlessApp extends AsyncDisposable {
  readonly page: Page;
}

/**
 * Builds when needed, serves on a local port and opens the page. Errors of the page go to stderr.
 * @param profileDir folder that keeps the browser's storage from one call to the next; null = forget everything.
 */
export async function openHeadlessApp(profileDir: string | null = null): Promise<HeadlessApp> {
  await buildApp();
  const served = profileDir === null ? await serveDist() : await serveForProfile(profileDir);
  const { page, close } = await openPage(served, profileDir);
  page.on('pageerror', (error) => {
    process.stderr.write(`page error: ${error.message}\n`);
  });
  await page.goto(`${served.url}?automation`);
  await page.waitForFunction(() => 'plumblineAutomation' in globalThis);
  return {
    page,
    [Symbol.asyncDispose]: async () => {
      await close();
      await served.close();
    },
  };
}

/** Storage belongs to an origin, and the port is part of it: a profile keeps the port that it was made with. */
async function serveForProfile(profileDir: string): Promise<ServedApp> {
  await mkdir(profileDir, { recursive: true });
  const portFile = join(profileDir, 'plumbline-port');
  const port = Number(await readFile(portFile, 'utf8').catch(() => '0'));
  if (port > 0) return serveDist({ port, strictPort: true });
  // Far from the first port that every other command tries, so that it is free the next time too.
  const served = await serveDist({ port: randomInt(20_000, 30_000) });
  await writeFile(portFile, new URL(served.url).port);
  return served;
}

async function openPage(
  served: ServedApp,
  profileDir: string | null,
): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  const options = toLaunchOptions();
  try {
    if (profileDir !== null) {
      const context: BrowserContext = await chromium.launchPersistentContext(join(profileDir, 'profile'), options);
      return { page: await context.newPage(), close: () => context.close() };
    }
    const browser = await chromium.launch(options);
    return { page: await browser.newPage(), close: () => browser.close() };
  } catch (error) {
    await served.close();
    throw error;
  }
}

/** Hands a bundle on disk to the page through its file input. */
export async function chooseBundle(page: Page, bundle: string): Promise<void> {
  await page.locator('input[data-automation="bundle"]').setInputFiles(bundle);
}

/** Hands a folder on disk to the page through its folder input: the path that a person's own folder takes. */
export async function chooseModelFolder(page: Page, folder: string): Promise<void> {
  await page.locator('input[data-automation="model-folder"]').setInputFiles(folder);
}
