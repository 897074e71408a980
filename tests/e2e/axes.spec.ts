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
  const toBits = (conditionId: string): unknown =>
    rows
      .filter((row) => row.conditionId === conditionId)
      .map(({ sampleId, epoch, outputTokenIds, logprobs }) => ({ sampleId, epoch, outputTokenIds, logprobs }));
  expect(toBits('axis:batch=1')).toEqual(toBits('original'));
  expect(toBits('axis:threads=2')).toEqual(toBits('original'));
  expect(toBits('axis:temperature=0.3')).not.toEqual(toBits('original'));
});
