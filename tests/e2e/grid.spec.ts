import { expect, test } from '@playwright/test';
import { loadConfig, openEvaluate, waitForCompletion } from './support/app-page.ts';
import { toSmallConfig } from './support/configs.ts';

const small = toSmallConfig();
const config = {
  ...small,
  name: 'Grid',
  decoding: { ...small.decoding, maxNewTokens: 16 },
  protocol: { ...small.protocol, epochs: { baseline: 2, perturbed: 1 }, perturbations: [] },
};
const NAME = 'plumbline/reference-1m';

test('a grid of fp32 and q4 is put together in the form, run, reported and compared', async ({ page }) => {
  await openEvaluate(page);
  await loadConfig(page, config);
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Grid');
  await page.getByText('Compare with other models, or use another one').click();
  const chooser = page.getByLabel('Model to add');
  await chooser.selectOption({ label: (await chooser.getByText(`${NAME}, q4`).textContent()) ?? '' });
  await page.getByRole('button', { name: 'Add beside' }).click();
  const q4 = page.getByRole('region', { name: `${NAME} q4` });
  await expect(q4).toContainText('q4, 4-bit weights · ONNX Runtime, WebAssembly, 1 thread');
  await q4.getByRole('textbox', { name: 'Name in the report' }).fill(NAME);
  await expect(page.getByText(`duplicate model id "${NAME}"`).first()).toBeVisible();
  await page.getByRole('region', { name: NAME, exact: true }).last().getByRole('textbox').fill('q4');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForCompletion(page);
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  const compared = page.getByRole('region', { name: 'Models compared', exact: true });
  const side = compared.getByRole('region', { name: 'Models side by side' });
  await expect(side.getByRole('row', { name: /^q4 q4 ort, WebAssembly × 1/ })).toBeVisible();
  const plot = compared.getByRole('figure').filter({ hasText: 'Accuracy against compute per trial, s' });
  await expect(plot.getByRole('img')).toBeVisible();
  await plot.getByRole('button', { name: /^Table/ }).click();
  await expect(plot.getByRole('row', { name: /^q4 / })).toBeVisible();
  await compared.getByLabel('Cost, across').selectOption('Energy per trial, J, assumed');
  await expect(compared.getByText('There is no frontier: fewer than 2 configurations')).toBeVisible();
  for (const [field, watts] of [
    ['At rest, W', '5'],
    ['Running, at least, W', '10'],
    ['Running, best guess, W', '15'],
    ['Running, at most, W', '25'],
  ] as const)
    for (const box of await compared.getByLabel(field).all()) await box.fill(watts);
  await expect(compared.getByText('Accuracy against energy per trial, J, assumed').first()).toBeVisible();
  await page.goto('./#/compare');
  const beside = page.getByRole('region', { name: 'Configurations side by side' });
  await beside.getByRole('checkbox', { name: /^Grid/ }).check();
  await beside.getByRole('button', { name: 'Compare configurations' }).click();
  const pair = beside.getByRole('region', { name: `q4 beside ${NAME}` });
  await pair.getByText(/^What differs/).click();
  await expect(pair.getByRole('row', { name: /^model.dtype/ })).toContainText('"q4"');
  await pair.getByText(/^Prompts that flip/).click();
  await expect(pair.getByText('Baseline:').first()).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
});
