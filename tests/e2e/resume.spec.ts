import { expect, test, type Page } from '@playwright/test';
import { downloadBundle, openEvaluate, readMember, startRun, waitForCompletion } from './support/app-page.ts';
import { LONG_TRIALS, toLongConfig } from './support/configs.ts';

const config = toLongConfig();
let undisturbed = '';

test.describe.configure({ mode: 'serial' });

async function waitForTrials(page: Page): Promise<void> {
  // Determinism check done and some groups on disk, most still to come.
  await expect
    .poll(async () => Number(await page.getByRole('progressbar', { name: 'Trials' }).getAttribute('aria-valuenow')))
    .toBeGreaterThan(3);
}

test('an uninterrupted run, for comparison', async ({ page }) => {
  await openEvaluate(page);
  await startRun(page, config);
  await waitForCompletion(page);
  undisturbed = await readMember(await downloadBundle(page), 'transcripts-0000.jsonl');
  expect(undisturbed.trim().split('\n')).toHaveLength(LONG_TRIALS);
});

test('the tab closed in mid-run: the run is offered, continued, and ends with the same transcripts', async ({
  context,
  page,
}) => {
  await openEvaluate(page);
  await startRun(page, config);
  await waitForTrials(page);
  await page.close();
  const later = await context.newPage();
  await openEvaluate(later);
  await expect(later.getByText('A run was interrupted')).toBeVisible();
  await later.getByRole('button', { name: 'Continue', exact: true }).click();
  await waitForTrials(later);
  // And once more, by reloading the run's own page.
  await later.reload();
  await later.getByRole('button', { name: 'Continue', exact: true }).click();
  await waitForCompletion(later);
  expect(await readMember(await downloadBundle(later), 'transcripts-0000.jsonl')).toBe(undisturbed);
});

test('the worker killed in mid-run: attempts are counted, transcripts are the same', async ({ page }) => {
  await openEvaluate(page, '?test-hooks');
  await startRun(page, config);
  await waitForTrials(page);
  expect(await page.evaluate(() => window.plumblineTestHooks?.killWorker('inference'))).toBe(1);
  await waitForCompletion(page);
  const bundle = await downloadBundle(page);
  expect(await readMember(bundle, 'transcripts-0000.jsonl')).toBe(undisturbed);
  expect(await readMember(bundle, 'attempts-0000.jsonl')).toContain('worker-crashed');
});

test('pause, resume, cancel and continue: transcripts are the same', async ({ page }) => {
  await openEvaluate(page);
  await startRun(page, config);
  await waitForTrials(page);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await waitForCompletion(page);
  expect(await readMember(await downloadBundle(page), 'transcripts-0000.jsonl')).toBe(undisturbed);
});
