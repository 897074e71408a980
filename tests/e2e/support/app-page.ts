import { expect, type Page } from '@playwright/test';
import { openAsBlob } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { decodeZip } from '#workers/bundle/decode-zip.ts';

/** Opens Evaluate and waits for the plan of the quick start. */
export async function openEvaluate(page: Page, search = ''): Promise<void> {
  await page.goto(`./${search}`);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
}

/** Presses a button that opens the file picker and picks a file made of `bytes`. */
export async function pickFile(
  page: Page,
  buttonName: string,
  name: string,
  bytes: Uint8Array | string,
): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: buttonName, exact: true }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
}

/** Drops a file on the page as a person would from a file manager. */
export async function dropFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, base64]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], fileName));
      return data;
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('main', type, { dataTransfer: transfer });
  }
}

/** Loads a configuration through the file picker. */
export async function loadConfig(page: Page, config: unknown): Promise<void> {
  await pickFile(
    page,
    'Load configuration',
    'config.json',
    typeof config === 'string' ? config : JSON.stringify(config),
  );
}

/** Loads a valid configuration, presses Run and waits until the run screen says that it runs. */
export async function startRun(page: Page, config: HarnessConfig): Promise<void> {
  await loadConfig(page, config);
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(config.name);
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeEnabled();
  await run.click();
  await expect(page).toHaveURL(/#\/run\//);
}

/** Waits for the end of the run on screen. */
export async function waitForCompletion(page: Page, timeoutMs = 120_000): Promise<void> {
  await expect(page.getByRole('link', { name: 'Report', exact: true })).toBeVisible({ timeout: timeoutMs });
}

/** Downloads the bundle of the run on screen to a temporary file. */
export async function downloadBundle(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Download bundle', exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  const path = join(await mkdtemp(join(tmpdir(), 'plumbline-e2e-')), download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/** Text of one member of a bundle. */
export async function readMember(bundlePath: string, member: string): Promise<string> {
  const members = await decodeZip(await openAsBlob(bundlePath));
  if (!members.ok) throw new Error(members.failure.message);
  return new TextDecoder().decode(members.value.get(member));
}

/** Collects every request that leaves the page's origin; `blob:` and `data:` do not leave it. */
export function watchForeignRequests(page: Page): readonly string[] {
  const foreign: string[] = [];
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== 'localhost') foreign.push(request.url());
  });
  return foreign;
}

/** Moves focus with Tab until the focused element has this text or label. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 300; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    });
    if (focused === name) return;
  }
  throw new Error(`"${name}" is not reached by Tab`);
}
