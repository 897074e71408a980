import { expect, it } from 'vitest';
import { toRecordingRequest } from '#tests/browser/inference-ort/recording-request.ts';
import { createTestApi, readReferenceFiles, RUNTIME_BASE_URL, toVerifiedModel } from './reference-model.ts';

// The browser test compares Chromium's outputs with this recording. Other weights need another one:
// npx vitest run --project unit tests/unit/workers/inference-ort/recorded-outputs.test.ts -u
it('Node gives the recorded outputs of the reference model', { timeout: 60_000 }, async () => {
  using api = createTestApi();
  const { port1: events } = new MessageChannel();
  const model = toVerifiedModel(await readReferenceFiles());
  const loaded = await api.load({ model, runtimeBaseUrl: RUNTIME_BASE_URL, events });
  events.close();
  expect(loaded.ok).toBe(true);
  const result = await api.generate(await toRecordingRequest(api));
  if (!result.ok) throw new Error(result.failure.message);
  const outputs = result.value.rows.map((row) => row.output);
  const file = '../../../browser/inference-ort/reference-outputs.json';
  await expect(`${JSON.stringify(outputs, null, 1)}\n`).toMatchFileSnapshot(file);
});
