import { buildApp } from '#scripts/build.ts';
import { toLaunchOptions } from '#scripts/launch-options.ts';
import { serveDist } from '#scripts/serve.ts';
import { chromium } from '@playwright/test';
import { gzipSync } from 'node:zlib';

/** Scripts that a first visit loads before a person presses Run. */
export interface FirstLoad {
  readonly scripts: readonly { readonly path: string; readonly gzipBytes: number }[];
  readonly gzipBytes: number;
}

/** Opens the built app and adds up every script that the browser asks for until Run can be pressed, and a second more. */
export async function measureFirstLoad(): Promise<FirstLoad> {
  await buildApp();
  const served = await serveDist();
  const browser = await chromium.launch(toLaunchOptions());
  try {
    const context = await browser.newContext();
    const bodies: Promise<{ path: string; gzipBytes: number }>[] = [];
    context.on('response', (response) => {
      const type = response.headers()['content-type'] ?? '';
      if (!type.includes('javascript')) return;
      const path = new URL(response.url()).pathname;
      bodies.push(response.body().then((body) => ({ path, gzipBytes: gzipSync(body, { level: 9 }).length })));
    });
    const page = await context.newPage();
    await page.goto(served.url);
    await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).waitFor();
    await page.waitForTimeout(1000);
    const scripts = (await Promise.all(bodies)).toSorted((a, b) => b.gzipBytes - a.gzipBytes);
    return { scripts, gzipBytes: scripts.reduce((sum, script) => sum + script.gzipBytes, 0) };
  } finally {
    await browser.close();
    await served.close();
  }
}
