import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join, normalize } from 'node:path';
import type { AddressInfo } from 'node:net';
import { root } from '#scripts/root.ts';
import { loadConfig, openEvaluate, waitForCompletion } from './support/app-page.ts';
import { readQuickstart, toSmallConfig } from './support/configs.ts';

/** A host of model files that behaves as its first path segment says. */
function createModelHost(): Server {
  return createServer((request, response) => {
    const [, behaviour = '', ...rest] = normalize(request.url ?? '/').split('/');
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (behaviour === 'missing') {
      response.writeHead(404).end('not here');
      return;
    }
    if (behaviour === 'page') {
      response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Welcome</title>');
      return;
    }
    readFile(join(root, 'public/models/reference', rest.join('/'))).then(
      (bytes) => response.end(behaviour === 'cut' ? bytes.subarray(0, bytes.length - 7) : bytes),
      () => response.writeHead(404).end(),
    );
  });
}

let host: Server;
let baseUrl = '';

test.beforeAll(async () => {
  host = createModelHost();
  await new Promise<void>((resolve) => {
    host.listen(0, 'localhost', resolve);
  });
  baseUrl = `http://localhost:${String((host.address() as AddressInfo).port)}`;
});

test.afterAll(async () => {
  await new Promise((resolve) => host.close(resolve));
});

function toConfig(behaviour: string): ReturnType<typeof toSmallConfig> {
  const models = readQuickstart().models.map((model) => ({
    ...model,
    source: { type: 'url' as const, baseUrl: `${baseUrl}/${behaviour}` },
  }));
  return toSmallConfig({ name: `From ${behaviour}`, models });
}

test('a model of another origin is fetched only after a yes, and runs', async ({ page }) => {
  const requests: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().startsWith(baseUrl)) requests.push(request.url());
  });
  await openEvaluate(page);
  await loadConfig(page, toConfig('good'));
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('From good');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText(baseUrl);
  expect(requests).toEqual([]);
  await page.getByRole('button', { name: 'Do not fetch' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(requests).toEqual([]);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Fetch and run' }).click();
  await waitForCompletion(page);
  expect(requests.length).toBeGreaterThan(0);
});

for (const [behaviour, message] of [
  ['missing', /404|is not there|not found|missing/i],
  ['page', /web page/i],
  ['cut', /7 bytes|truncated|shorter|incomplete|cut/i],
] as const) {
  test(`a host whose files are "${behaviour}" gets its own message`, async ({ page }) => {
    await openEvaluate(page);
    await loadConfig(page, toConfig(behaviour));
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(`From ${behaviour}`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Fetch and run' }).click();
    await expect(page.getByRole('alert')).toContainText(message);
    await expect(page.getByRole('alert')).toContainText(/\.json|\.onnx|\.jinja/);
  });
}

test('a GGUF file of this machine, and the ONNX model by Transformers.js, run without a foreign address', async ({
  page,
}) => {
  const hosts = new Set<string>();
  page.context().on('request', (request) => hosts.add(new URL(request.url()).host));
  await openEvaluate(page);
  await loadConfig(page, toSmallConfig({ name: 'By llama.cpp' }));
  await page.getByTestId('model-file').setInputFiles(join(root, 'public/models/reference/gguf/reference-q8_0.gguf'));
  await expect(page.getByText('llama.cpp (wllama)', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForCompletion(page);

  await openEvaluate(page);
  await loadConfig(page, toSmallConfig({ name: 'By Transformers.js' }));
  await page.getByLabel('Runtime', { exact: true }).selectOption('Transformers.js');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForCompletion(page);
  // A blob has no host: llama.cpp starts its own worker from one.
  expect([...hosts].filter((name) => name !== '')).toEqual([new URL(page.url()).host]);
});
