import { expect, test } from '@playwright/test';
import { openEvaluate, startRun, waitForCompletion } from './support/app-page.ts';
import { toSmallConfig } from './support/configs.ts';

test('a run is replicated with one press and gets a verdict; another seed gets a statistical one', async ({ page }) => {
  await openEvaluate(page);
  const config = toSmallConfig();
  await startRun(page, config);
  await waitForCompletion(page);
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await page.getByRole('button', { name: 'Replicate', exact: true }).click();
  await expect(page).toHaveURL(/replicates=/);
  await waitForCompletion(page);
  await page.getByRole('link', { name: 'Verdict', exact: true }).click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByText('Verdict: BIT_EXACT')).toBeVisible();
  await expect(page.getByText('No prompt changes its success rate.').first()).toBeVisible();
  await page.getByRole('link', { name: 'Evaluate', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  const masterSeed = config.protocol.masterSeed + 1;
  await startRun(page, { ...config, name: 'Other seed', protocol: { ...config.protocol, masterSeed } });
  await waitForCompletion(page);
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page.getByRole('link', { name: 'Compare Other seed', exact: true }).click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByText(/Verdict: (EQUIVALENT|INCONCLUSIVE)/)).toBeVisible();
  await expect(page.getByText('protocol.masterSeed')).toBeVisible();
});
