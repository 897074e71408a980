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

test('a grid of fp32 and q4 is put together in the form and run', async ({ page }) => {
  await openEvaluate(page);
  await loadConfig(page, config);
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Grid');
  await page.getByText('Compare with other models, or use another one').click();
  const chooser = page.getByLabel('Model to add');
  await chooser.selectOption({ label: (await chooser.getByText(`${NAME}, q4`).textContent()) ?? '' });
  await page.getByRole('button', { name: 'Add beside' }).click();
  const q4 = page.getByRole('region', { name: `${NAME} q4` });
  await expect(q4).toContainText('q4, 4-bit weights · ONNX Runtime, WebAssembly, 1 thread');
  await page.screenshot({ path: test.info().outputPath('form.png'), fullPage: true });
  await q4.getByRole('textbox', { name: 'Name in the report' }).fill(NAME);
  await expect(page.getByText(`duplicate model id "${NAME}"`).first()).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('error.png'), fullPage: true });
  await page.getByRole('region', { name: NAME, exact: true }).last().getByRole('textbox').fill('q4');
  await page.setViewportSize({ width: 360, height: 800 });
  await page.screenshot({ path: test.info().outputPath('phone.png'), fullPage: true });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForCompletion(page);
});
