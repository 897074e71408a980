import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { openAsBlob } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeZip } from '#workers/bundle/decode-zip.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { downloadBundle, loadConfig, openEvaluate, pickFile, startRun, waitForCompletion } from './support/app-page.ts';
import { readQuickstart, toSmallConfig } from './support/configs.ts';

const quickstart = readQuickstart();

/** The page says what is wrong and can still run what it had; no run was begun. */
async function expectRefusal(page: Page, message: RegExp): Promise<void> {
  await expect(page.getByText(message).first()).toBeVisible();
  await page.goto('./?again');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  expect(await countStoredRuns(page)).toBe(0);
}

async function countStoredRuns(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const runs = await root.getDirectoryHandle('runs').catch(() => null);
    let count = 0;
    if (runs !== null) for await (const _ of runs.keys()) count += 1;
    return count;
  });
}

const invalidConfigs: readonly [string, unknown, RegExp][] = [
  ['an unknown field', { ...quickstart, temprature: 1 }, /temprature/],
  [
    'K = 0',
    { ...quickstart, protocol: { ...quickstart.protocol, epochs: { baseline: 0, perturbed: 4 } } },
    /protocol\.epochs\.baseline/,
  ],
  [
    'temperature < 0',
    { ...quickstart, decoding: { ...quickstart.decoding, temperature: -1 } },
    /decoding\.temperature/,
  ],
  [
    'duplicate sample ids',
    toSmallConfig({
      task: { ...quickstart.task, samples: { type: 'inline', samples: [...toInline(), ...toInline().slice(0, 1)] } },
    }),
    /duplicate sample id|occurs twice/i,
  ],
  [
    'ten million trials',
    {
      ...quickstart,
      protocol: {
        ...quickstart.protocol,
        epochs: { baseline: 1000, perturbed: 1000 },
        perturbations: quickstart.protocol.perturbations.map((entry) => ({ ...entry, variants: 14 })),
      },
    },
    /trials/,
  ],
  ['text that is not JSON', '{"name": ', /line|column/i],
];

function toInline(): Extract<ReturnType<typeof toSmallConfig>['task']['samples'], { type: 'inline' }>['samples'] {
  const { samples } = toSmallConfig().task;
  return samples.type === 'inline' ? samples.samples : [];
}

for (const [name, config, message] of invalidConfigs) {
  test(`configuration with ${name} is refused with the field`, async ({ page }) => {
    await openEvaluate(page);
    await loadConfig(page, config);
    await expectRefusal(page, message);
  });
}

test('a task file that is not UTF-8 is refused with file and place', async ({ page }) => {
  await openEvaluate(page);
  const line = Buffer.from('{"id":"a","input":"Where is Z', 'utf8');
  const bytes = Buffer.concat([line, Buffer.from([0xfc]), Buffer.from('rich?","target":"x"}\n', 'utf8')]);
  await pickFile(page, 'Load task file', 'latin1.jsonl', bytes);
  await expectRefusal(page, /latin1\.jsonl.*UTF-8|UTF-8.*latin1\.jsonl/);
});

test('a task file with a bad line is refused with the line', async ({ page }) => {
  await openEvaluate(page);
  await pickFile(page, 'Load task file', 'own.jsonl', '{"id":"a","input":"q","target":"x"}\n{"id":"b","target":"x"}\n');
  await expectRefusal(page, /own\.jsonl:2/);
});

test('a model folder without a tokenizer is refused by name', async ({ page }) => {
  await openEvaluate(page);
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-model-'));
  await writeFile(join(folder, 'model.onnx'), await readFile('public/models/reference/onnx/model_q4.onnx'));
  await page.getByTestId('model-folder').setInputFiles(folder);
  await expectRefusal(page, /tokenizer\.json/);
});

test('a prompt longer than the context is refused before the run, with the sample', async ({ page }) => {
  const config = toSmallConfig();
  const [first] = toInline();
  if (first === undefined) throw new Error('no sample');
  const long = {
    ...first,
    sampleId: 'much-too-long',
    input: 'The pump is running. '.repeat(300),
    options: null,
    family: 'relay',
    target: ['yes'],
  };
  await openEvaluate(page);
  await startRun(page, {
    ...config,
    task: { ...config.task, samples: { type: 'inline', samples: [...toInline(), long] } },
  });
  await expectRefusal(page, /much-too-long/);
});

test('a model file with another hash than the configuration states is refused by name', async ({ page }) => {
  const [model] = quickstart.models;
  if (model === undefined) throw new Error('no model');
  const files = model.files.map((file) =>
    file.path === 'tokenizer.json' ? { ...file, sha256: '0'.repeat(64) } : file,
  );
  await openEvaluate(page);
  await startRun(page, toSmallConfig({ models: [{ ...model, files }] }));
  // Continue tries again from the beginning, and says the same again.
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('tokenizer.json');
  await expectRefusal(page, /tokenizer\.json/);
});

test('a missing model file is refused by name', async ({ page }) => {
  const [model] = quickstart.models;
  if (model === undefined) throw new Error('no model');
  await openEvaluate(page);
  await startRun(
    page,
    toSmallConfig({
      models: [
        {
          ...model,
          source: { type: 'embedded', path: 'no-such-model' },
          files: model.files.map((file) => ({ ...file, sha256: file.sha256.replace(/^./, '0') })),
        },
      ],
    }),
  );
  await expectRefusal(page, /config\.json|model\.onnx|tokenizer/);
});

test.describe('bundles', () => {
  let bundle: Uint8Array = new Uint8Array();

  test.beforeAll(async ({ browser, baseURL }) => {
    const page = await (await browser.newContext(baseURL === undefined ? {} : { baseURL })).newPage();
    await openEvaluate(page);
    await startRun(page, toSmallConfig());
    await waitForCompletion(page);
    bundle = await readFile(await downloadBundle(page));
    await page.context().close();
  });

  /** The bundle with one member changed, sums left alone. */
  async function change(member: string, edit: (text: string) => string): Promise<Uint8Array> {
    const path = join(await mkdtemp(join(tmpdir(), 'plumbline-bundle-')), 'bundle.zip');
    await writeFile(path, bundle);
    const members = await decodeZip(await openAsBlob(path));
    if (!members.ok) throw new Error(members.failure.message);
    const changed = [...members.value].map(([name, bytes]) => ({
      path: name,
      bytes: name === member ? new TextEncoder().encode(edit(new TextDecoder().decode(bytes))) : bytes,
    }));
    const zip = await encodeZip(changed);
    if (!zip.ok) throw new Error(zip.failure.message);
    return new Uint8Array(await zip.value.arrayBuffer());
  }

  test('truncated', async ({ page }) => {
    await openEvaluate(page);
    await pickFile(page, 'Open bundle', 'cut.plumb.zip', bundle.slice(0, Math.floor(bundle.length / 2)));
    await expectRefusal(page, /cut|truncated|incomplete|not a zip|damaged/i);
  });

  test('tampered: the member is named', async ({ page }) => {
    await openEvaluate(page);
    await pickFile(
      page,
      'Open bundle',
      'changed.plumb.zip',
      await change('scores.jsonl', (text) => text.replace('"success":1', '"success":0')),
    );
    await expectRefusal(page, /scores\.jsonl/);
  });

  test('of a newer format version', async ({ page }) => {
    await openEvaluate(page);
    await pickFile(
      page,
      'Open bundle',
      'newer.plumb.zip',
      await change('manifest.json', (text) => text.replace('"formatVersion":1', '"formatVersion":99')),
    );
    await expectRefusal(page, /99/);
  });
});
