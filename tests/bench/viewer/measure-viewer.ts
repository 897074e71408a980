import { chooseBundle, openHeadlessApp } from '#scripts/headless-app.ts';
import type { Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import { runGreedy, writeLargeBundle, type LargeBundle } from './large-bundle.ts';
import { measureOpen, measureScroll, measureSearch, waitForCount, type ScrollResult } from './page-probes.ts';

/** Epochs of each prompt: about 10,000 trials and a bit more than 100,000. */
const EPOCHS = [13, 144] as const;

/** One bundle in the built app. Times in ms, memory in bytes. */
export interface ViewerResult {
  readonly bundle: LargeBundle;
  /** From the file to the run that can be opened. */
  readonly importMs: number;
  /** From navigation in a new tab, code of the app included, to the number of trials on the screen. */
  readonly listMs: number;
  /** JavaScript heap of the page when the list is there, as browsers count it: what is not collected yet included. */
  readonly heapBytes: number;
  /** Page and workers together, after collection. */
  readonly agentBytes: number;
  /** From a click on a row to the trial on the screen, largest of several. */
  readonly openMs: number;
  /** From a new tab at the address of one trial to that trial. */
  readonly linkMs: number;
  /** From the last key to the filtered list, largest of several texts. */
  readonly searchMs: number;
  readonly scroll: ScrollResult;
  /** Scripts that the route loads, gzip. */
  readonly scriptBytes: number;
}

/** Makes a small and a large bundle of real rows, opens both as a person would, and reads every time from the page. */
export async function measureViewer(): Promise<readonly ViewerResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-viewer-'));
  try {
    const greedy = await runGreedy();
    const results: ViewerResult[] = [];
    for (const epochs of EPOCHS) {
      const path = join(folder, `${String(epochs)}.plumb.zip`);
      const bundle = await writeLargeBundle(path, greedy, epochs);
      results.push(await measureBundle(path, bundle, join(folder, `profile-${String(epochs)}`)));
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens one bundle in a browser whose storage is on the disk. */
export async function measureBundle(path: string, bundle: LargeBundle, profile: string): Promise<ViewerResult> {
  await using app = await openHeadlessApp(profile);
  const importMs = await importBundle(app.page, path);
  const origin = new URL('./', app.page.url()).href.split('?')[0] ?? '';
  const list = `${origin}#/transcripts/${bundle.runId}`;
  const context = app.page.context();
  await app.page.close();
  const page = await context.newPage();
  const scripts = countScripts(page);
  const startMs = performance.now();
  await page.goto(list);
  await waitForCount(page, bundle.trials, bundle.trials);
  const listMs = performance.now() - startMs;
  const heapBytes = await readHeapBytes(page);
  const scriptBytes = await scripts();
  const scroll = await measureScroll(page);
  const openMs = await measureOpen(page);
  const link = page.url();
  const searchMs = await measureSearch(page, bundle.trials);
  const agentBytes = await readAgentBytes(page);
  await page.close();
  const other = await context.newPage();
  const linkStartMs = performance.now();
  await other.goto(link);
  await other.getByRole('article').waitFor();
  const linkMs = performance.now() - linkStartMs;
  return { bundle, importMs, listMs, heapBytes, agentBytes, openMs, linkMs, searchMs, scroll, scriptBytes };
}

async function importBundle(page: Page, path: string): Promise<number> {
  await chooseBundle(page, path);
  const startMs = performance.now();
  const opened = await page.evaluate(async () => window.plumblineAutomation?.openBundle());
  if (opened?.ok !== true) throw new Error(JSON.stringify(opened));
  return performance.now() - startMs;
}

/** Adds up what the page asks for; call the result when everything is there. */
function countScripts(page: Page): () => Promise<number> {
  const bodies: Promise<number>[] = [];
  page.on('response', (response) => {
    const type = response.headers()['content-type'] ?? '';
    if (type.includes('javascript')) bodies.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  return async () => (await Promise.all(bodies)).reduce((sum, bytes) => sum + bytes, 0);
}

async function readHeapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
}

async function readAgentBytes(page: Page): Promise<number> {
  const measured = await page.evaluate((): unknown => {
    const measure = Reflect.get(performance, 'measureUserAgentSpecificMemory');
    return Reflect.apply(measure, performance, []);
  });
  return z.object({ bytes: z.number() }).parse(measured).bytes;
}
