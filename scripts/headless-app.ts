import { chromium, type Browser, type Page } from '@playwright/test';
import { buildApp } from './build.ts';
import { chromiumArguments, findChromium } from './find-chromium.mjs';
import { serveDist, type ServedApp } from './serve.ts';

/** The built app, open in headless Chromium with its automation surface. */
export interface HeadlessApp extends AsyncDisposable {
  readonly page: Page;
}

/** Builds when needed, serves on a free local port and opens the page. Console errors of the page go to stderr. */
export async function openHeadlessApp(): Promise<HeadlessApp> {
  await buildApp();
  const served = await serveDist();
  const browser = await launch(served);
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    process.stderr.write(`page error: ${error.message}\n`);
  });
  await page.goto(`${served.url}?automation`);
  await page.waitForFunction(() => 'plumblineAutomation' in globalThis);
  return {
    page,
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await served.close();
    },
  };
}

async function launch(served: ServedApp): Promise<Browser> {
  const executablePath = findChromium();
  try {
    return await chromium.launch({
      ...(executablePath === null ? {} : { executablePath }),
      args: [...chromiumArguments],
    });
  } catch (error) {
    await served.close();
    throw error;
  }
}

/** Hands a folder on disk to the page through its folder input: the path that a person's own folder takes. */
export async function chooseModelFolder(page: Page, folder: string): Promise<void> {
  await page.locator('input[data-automation="model-folder"]').setInputFiles(folder);
}
