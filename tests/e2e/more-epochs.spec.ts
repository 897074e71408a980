import { expect, test } from '@playwright/test';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { downloadBundle, openEvaluate, readMember, startRun, waitForCompletion } from './support/app-page.ts';
import { runScript } from './support/command.ts';
import { toEnglishConfig } from './support/configs.ts';

test.describe.configure({ mode: 'serial' });

const TRANSCRIPTS = 'transcripts-0000.jsonl';

function withEpochs(baseline: number, perturbed: number): HarnessConfig {
  const config = toEnglishConfig();
  const { samples } = config.task;
  if (samples.type !== 'inline') throw new Error('the small configuration has its samples inside');
  return {
    ...config,
    task: { ...config.task, samples: { type: 'inline', samples: samples.samples.slice(0, 4) } },
    protocol: {
      ...config.protocol,
      epochs: { baseline, perturbed },
      perturbations: config.protocol.perturbations.slice(0, 1),
    },
  };
}

test('epochs added on the screen and from the command line give the bytes of a run with all at once', async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-epochs-'));
  await openEvaluate(page);
  await startRun(page, withEpochs(4, 2));
  await waitForCompletion(page);
  const first = await downloadBundle(page);
  const before = await readMember(first, TRANSCRIPTS);
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await page.getByRole('button', { name: 'Add epochs', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Epochs', { exact: true })).toHaveValue('8');
  await expect(dialog.getByRole('status')).toContainText('16 new trials');
  await dialog.getByLabel('Epochs', { exact: true }).fill('3');
  await expect(dialog.getByRole('button', { name: 'Run the new trials' })).toBeDisabled();
  await dialog.getByLabel('Epochs', { exact: true }).fill('6');
  await dialog.getByRole('button', { name: 'Run the new trials' }).click();
  await expect(page).toHaveURL(/#\/run\//);
  await waitForCompletion(page);
  const onScreen = await downloadBundle(page);

  const configPath = join(folder, 'whole.json');
  const whole = join(folder, 'whole.plumb.zip');
  const extended = join(folder, 'extended.plumb.zip');
  await writeFile(configPath, JSON.stringify(withEpochs(6, 2)));
  const run = await runScript('eval.ts', '--config', configPath, '--out', whole, '--quiet');
  expect(run).toEqual({ exitCode: 0, output: '' });
  const more = await runScript('eval.ts', '--extend', first, '--epochs', '6,2', '--out', extended, '--quiet');
  expect(more).toEqual({ exitCode: 0, output: '' });
  const expected = await readMember(whole, TRANSCRIPTS);
  expect(await readMember(onScreen, TRANSCRIPTS)).toBe(expected);
  expect(await readMember(extended, TRANSCRIPTS)).toBe(expected);
  expect(await readMember(first, TRANSCRIPTS)).toBe(before);
  expect(await readMember(extended, 'effective-config.json')).toContain('"extends":{"configHash":');
  expect((await runScript('verify.ts', extended)).exitCode).toBe(0);
});

test('a run with a precision target stops by its rule, and verify decides alike', async ({ page }) => {
  const config = withEpochs(2, 1);
  const precision = {
    metric: { id: 'accuracy' as const },
    scorer: config.scorers[0]?.name ?? '',
    halfWidth: 0.9,
    looks: [2, 4, 8],
    maxOutputTokens: null,
    betweenVariance: null,
  };
  await openEvaluate(page);
  await startRun(page, { ...config, protocol: { ...config.protocol, precision } });
  await expect(page.getByRole('heading', { name: 'Precision target' })).toBeVisible();
  await waitForCompletion(page);
  await expect(page.getByRole('region', { name: 'Looks' })).toContainText('stopped');
  const bundle = await downloadBundle(page);
  expect(await readMember(bundle, 'report.json')).toContain('"method":"CI-T (3 looks)"');
  expect((await runScript('verify.ts', bundle)).exitCode).toBe(0);
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Precision target' })).toBeVisible({ timeout: 120_000 });
});
