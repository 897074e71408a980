import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { createStandInHub, STAND_IN_COMMIT } from '../support/stand-in-hub.ts';
import { readQuickstart } from './support/configs.ts';

const REPO = 'somebody/tiny-model';

test('a model of a hub is looked at, added, used, verified and removed', async ({ page }) => {
  const files = new Map<string, Uint8Array>();
  for (const { path } of readQuickstart().models.flatMap((model) => model.files)) {
    files.set(path, await readFile(join(root, 'public/models/reference', path)));
  }
  const { server, requests } = createStandInHub(REPO, files);
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  try {
    const hubUrl = `http://localhost:${String((server.address() as AddressInfo).port)}`;
    await page.goto('./#/models');
    await page.getByRole('textbox', { name: 'Model', exact: true }).fill(REPO);
    await page.getByRole('textbox', { name: 'Hub', exact: true }).fill(hubUrl);
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await expect(page.getByRole('dialog')).toContainText(hubUrl);
    expect(requests).toEqual([]);
    await page.getByRole('button', { name: /^Ask localhost/ }).click();
    const preview = page.getByRole('region', { name: `What ${REPO} holds` });
    await expect(preview).toContainText(STAND_IN_COMMIT);
    await expect(preview).toContainText('apache-2.0');
    await page.screenshot({ path: test.info().outputPath('preview.png'), fullPage: true });
    expect(requests.filter((path) => path.includes('/resolve/'))).toEqual([]);
    await preview.getByRole('button', { name: /^Download/ }).click();
    const verify = page.getByRole('button', { name: `Verify again: ${REPO} fp32` });
    await expect(verify).toBeVisible();
    await verify.click();
    await expect(page.getByText('every file is right')).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('installed.png'), fullPage: true });
    await page.getByRole('button', { name: `Use in Evaluate: ${REPO} fp32` }).click();
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
    await page.getByRole('link', { name: 'Models', exact: true }).click();
    await page.getByRole('button', { name: `Remove: ${REPO} fp32` }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(page.getByText('No model is here yet')).toBeVisible();
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
