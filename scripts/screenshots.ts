// npm run screenshots [-- --only <part of a name>] [--docs]: every screen with its main states, as PNG in screenshots/ (not in git), of real
// runs of the embedded model. `--docs` also makes the pictures of docs/screenshots/. Runs are kept in screenshots/.profile, so that a second
// call only takes pictures; delete the folder to begin anew.
import { chromium, type Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from './build.ts';
import { toLaunchOptions } from './launch-options.ts';
import { root } from './root.ts';
import { toDeskConfig, toScriptsConfig } from './screenshot-configs.ts';
import { serveDist } from './serve.ts';

const folder = join(root, 'screenshots');
const docsFolder = join(root, 'docs', 'screenshots');
const viewports = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const themes = ['light', 'dark'] as const;
/** Storage belongs to an origin, of which the port is a part. */
const PORT = 4390;
/** Longest wait for a run, ms. */
const RUN_TIMEOUT_MS = 600_000;

const { values } = parseArgs({
  options: { only: { type: 'string' }, docs: { type: 'boolean', default: false } },
});

/** The page as it is, whole, on every device and in every theme; a dialog is taken as it stands in the window. */
async function takeAll(page: Page, name: string, isInDocs = false): Promise<void> {
  if (!name.includes(values.only ?? '')) return;
  for (const [device, viewport] of Object.entries(viewports)) {
    await page.setViewportSize(viewport);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      // Charts measure themselves some time after a change of size and tell nobody; a picture is no test.
      await page.waitForTimeout(300);
      const fullPage = (await page.getByRole('dialog').or(page.getByRole('alertdialog')).count()) === 0;
      const file = `${name}-${device}-${theme}.png`;
      await page.screenshot({ path: join(folder, file), fullPage });
      if (isInDocs && values.docs) await page.screenshot({ path: join(docsFolder, file) });
    }
  }
  await page.setViewportSize(viewports.desktop);
  console.log(name);
}

/** Opens a screen afresh by its address and waits until it shows what it loads. */
async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((target) => {
    location.hash = target;
  }, hash);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByText('Loading…').waitFor({ state: 'hidden' });
  await page
    .getByText(/omputing/)
    .first()
    .waitFor({ state: 'hidden' });
  await page.waitForLoadState('networkidle');
}

/** Loads a configuration through the file picker, as a person does. */
async function load(page: Page, config: unknown): Promise<void> {
  await goTo(page, '#/evaluate');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Load configuration', exact: true }).click(),
  ]);
  const buffer = Buffer.from(typeof config === 'string' ? config : JSON.stringify(config));
  await chooser.setFiles({ name: 'config.json', mimeType: 'application/json', buffer });
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Starts a run; ends it, unless its live states are wanted. @returns its id. */
async function startRun(page: Page, config: { readonly name: string }, isLive: boolean): Promise<string> {
  await load(page, config);
  await page.getByText(config.name).first().waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).click();
  await page.waitForURL(/#\/run\//);
  if (isLive) {
    await page.waitForFunction(
      () => Number(document.querySelector('[role="progressbar"]')?.getAttribute('aria-valuenow')) >= 20,
      undefined,
      { timeout: RUN_TIMEOUT_MS },
    );
    await takeAll(page, 'run-live', true);
    await press(page, 'Pause');
    await takeAll(page, 'run-paused');
    await press(page, 'Resume');
  }
  await page.getByRole('button', { name: 'Cancel', exact: true }).waitFor({ state: 'hidden', timeout: RUN_TIMEOUT_MS });
  await page.getByRole('main').getByRole('link', { name: 'Report' }).waitFor();
  if (isLive) await takeAll(page, 'run-done');
  return new URL(page.url()).hash.split('/').at(-1) ?? '';
}

/** Ids of the finished runs in the browser's storage, by the name of their configuration. */
async function findRun(page: Page, name: string): Promise<string | null> {
  await goTo(page, '#/runs');
  const link = page.getByRole('main').getByRole('link', { name, exact: true }).first();
  if ((await link.count()) === 0) return null;
  return (await link.getAttribute('href'))?.split('/').at(-1) ?? null;
}

async function takeReport(page: Page, runId: string): Promise<void> {
  await goTo(page, `#/report/${runId}`);
  await takeAll(page, 'report', true);
  await page.getByRole('button', { name: 'verified: about Accuracy', exact: true }).click();
  await page.getByRole('dialog').getByText('Range').waitFor();
  await takeAll(page, 'report-evidence');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await takeAll(page, 'keyboard');
  await page.keyboard.press('Escape');
  await press(page, 'Download bundle');
  await page.getByRole('dialog').waitFor();
  await takeAll(page, 'report-download');
  await page.keyboard.press('Escape');
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  if ('report-print'.includes(values.only ?? ''))
    await page.pdf({ path: join(folder, 'report-print.pdf'), format: 'A4', printBackground: false });
  await page.emulateMedia({ media: 'screen' });
  await goTo(page, `#/transcripts/${runId}`);
  await takeAll(page, 'transcripts', true);
  await page.getByRole('listbox', { name: 'Trials' }).getByRole('option').first().click();
  await page.waitForURL(/trial=/);
  await takeAll(page, 'transcripts-trial', true);
}

async function takeScreens(page: Page): Promise<void> {
  await goTo(page, '#/evaluate');
  await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).waitFor();
  await takeAll(page, 'evaluate', true);
  if (values.only === undefined) {
    await goTo(page, '#/runs');
    await takeAll(page, 'runs-empty');
  }
  const desk = toDeskConfig();
  const scripts = toScriptsConfig();
  const deskRun = (await findRun(page, desk.name)) ?? (await startRun(page, desk, true));
  const scriptsRun = (await findRun(page, scripts.name)) ?? (await startRun(page, scripts, false));
  await takeReport(page, deskRun);
  await goTo(page, `#/transcripts/${scriptsRun}`);
  await page.getByRole('listbox', { name: 'Trials' }).getByRole('option').first().click();
  await page.waitForURL(/trial=/);
  await takeAll(page, 'scripts-trial');
  for (const [name, hash] of [
    ['runs', '#/runs'],
    ['compare', `#/compare?a=${deskRun}&b=${scriptsRun}`],
    ['models', '#/models'],
    ['library-perturbations', '#/library/perturbations'],
    ['library-perturbation', '#/library/perturbations/kbd_typo'],
    ['library-tasks', '#/library/tasks'],
    ['library-scorers', '#/library/scorers'],
    ['library-metrics', '#/library/metrics'],
    ['tokenizer', '#/tokenizer'],
    ['scores', '#/scores'],
    ['not-found', '#/nothing'],
    ['report-missing', '#/report/0123456789abcdef'],
  ] as const) {
    await goTo(page, hash);
    await takeAll(page, name, name === 'runs');
  }
  await load(page, '{"schemaVersion": 1, "name": 7}');
  await page.getByText(/name/).first().waitFor();
  await takeAll(page, 'evaluate-bad-file');
  await page.context().setOffline(true);
  await goTo(page, '#/runs').catch(() => null);
  await takeAll(page, 'runs-offline');
  await page.context().setOffline(false);
}

await mkdir(folder, { recursive: true });
await buildApp();
const served = await serveDist({ port: PORT, strictPort: true });
const context = await chromium.launchPersistentContext(join(folder, '.profile'), {
  ...toLaunchOptions(),
  // Pictures are of the build that was just made.
  serviceWorkers: 'block',
  locale: 'en-GB',
});
try {
  const page = await context.newPage();
  await page.goto(served.url);
  await takeScreens(page).catch(async (error: unknown) => {
    await page.screenshot({ path: join(folder, 'failure.png'), fullPage: true });
    throw error;
  });
} finally {
  await context.close();
  await served.close();
}
