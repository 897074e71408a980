import { expect, test, type Page } from '@playwright/test';
import { openAsBlob } from 'node:fs';
import { TranscriptRow } from '#core/bundle/rows.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { decodeZip } from '#workers/bundle/decode-zip.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { createTokenGumbel } from '#workers/decode/token-gumbel.ts';
import { downloadBundle, loadConfig, openEvaluate, waitForCompletion } from './support/app-page.ts';
import { toSmallConfig } from './support/configs.ts';

const small = toSmallConfig();
const { samples } = small.task;
const config = {
  ...small,
  name: 'Axes',
  // Few and short: two threads are slow where every core is busy.
  task: {
    ...small.task,
    samples: samples.type === 'inline' ? { ...samples, samples: samples.samples.slice(0, 4) } : samples,
  },
  decoding: { ...small.decoding, maxNewTokens: 16 },
  protocol: { ...small.protocol, epochs: { baseline: 2, perturbed: 1 }, perturbations: [] },
};

async function addAxis(page: Page, title: string, values: string): Promise<void> {
  const panel = page.getByRole('region', { name: 'Axes' });
  const opener = panel.getByText('No axis: add one');
  if (await opener.isVisible()) await opener.click();
  await panel.getByLabel('New axis').selectOption(title);
  await panel.getByRole('button', { name: 'Add axis' }).click();
  await panel.getByRole('textbox', { name: title, exact: true }).fill(values);
}

/** Outputs of a condition in a bundle that verifies. */
async function readBits(bundle: string): Promise<(conditionId: string) => unknown> {
  const decoded = await decodeZip(await openAsBlob(bundle));
  if (!decoded.ok) throw new Error(decoded.failure.message);
  const members = decoded.value;
  const errors = verifyBundle(members, createTextCodec, createTokenGumbel).filter(
    ({ severity }) => severity === 'error',
  );
  expect(errors).toEqual([]);
  const rows = new TextDecoder()
    .decode(members.get('transcripts-0000.jsonl'))
    .trim()
    .split('\n')
    .map((line) => TranscriptRow.parse(JSON.parse(line)));
  return (conditionId) =>
    rows
      .filter((row) => row.conditionId === conditionId)
      .map(({ sampleId, epoch, outputTokenIds, logprobs }) => ({ sampleId, epoch, outputTokenIds, logprobs }));
}

test('axes are added in the form, run, reported and verified; batch and threads change no bit', async ({ page }) => {
  await openEvaluate(page);
  await loadConfig(page, config);
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Axes');
  await addAxis(page, 'Temperature', '0.3, 1');
  const form = page.getByRole('region', { name: 'Axes' });
  await expect(form.getByText("the configuration's own value is 1")).toBeVisible();
  await page.getByRole('textbox', { name: 'Temperature', exact: true }).fill('0.3');
  await addAxis(page, 'Batch size', '1');
  await addAxis(page, 'Threads', '2');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForCompletion(page);
  const bundle = await downloadBundle(page);
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Decoding and runtime axes' });
  await expect(panel.getByRole('heading', { name: /^(?:Temperature|Batch size|Threads)/ })).toHaveCount(3);

  const toBits = await readBits(bundle);
  expect(toBits('axis:batch=1')).toEqual(toBits('original'));
  expect(toBits('axis:threads=2')).toEqual(toBits('original'));
  expect(toBits('axis:temperature=0.3')).not.toEqual(toBits('original'));
});

test('another graph of the model is ticked in the form, and answers the same trials', async ({ page }) => {
  await openEvaluate(page);
  const { samples: few } = config.task;
  const task = {
    ...config.task,
    samples: few.type === 'inline' ? { ...few, samples: few.samples.slice(0, 2) } : few,
  };
  await loadConfig(page, { ...config, task, protocol: { ...config.protocol, epochs: { baseline: 1, perturbed: 1 } } });
  const form = page.getByRole('region', { name: 'Axes' });
  await form.getByText('No axis: add one').click();
  await form.getByLabel('New axis').selectOption('Quantisation');
  await form.getByRole('button', { name: 'Add axis' }).click();
  await form.getByRole('checkbox', { name: 'q4' }).uncheck();
  await expect(form.getByRole('checkbox', { name: 'q8' })).toBeChecked();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForCompletion(page);
  const toBits = await readBits(await downloadBundle(page));
  expect(toBits('axis:quant=q8')).toHaveLength(2);
  expect(toBits('axis:quant=q8')).not.toEqual(toBits('original'));
  expect(toBits('axis:quant=q4')).toEqual([]);
});
