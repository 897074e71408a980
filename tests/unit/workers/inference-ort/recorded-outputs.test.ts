import { expect, it } from 'vitest';
import { toRecordingRequest } from '#tests/browser/inference-ort/recording-request.ts';
import { createTestApi, readReferenceFiles, RUNTIME_BASE_URL, toVerifiedModel } from './reference-model.ts';

// The browser test compares Chromium's outputs with these recordings. Other weights need other ones:
// npx vitest run --project unit tests/unit/workers/inference-ort/recorded-outputs.test.ts -u
it.each([
  { sharedPrefix: 'off', file: 'reference-outputs.json' },
  { sharedPrefix: 'auto', file: 'reference-outputs-shared.json' },
] as const)(
  'Node gives the recorded outputs of the reference model, shared prefix $sharedPrefix',
  { timeout: 60_000 },
  async ({ sharedPrefix, file }) => {
    using api = createTestApi();
    const { port1: events } = new MessageChannel();
    const model = toVerifiedModel(await readReferenceFiles(), { sharedPrefix });
    const loaded = await api.load({ model, runtimeBaseUrl: RUNTIME_BASE_URL, events });
    events.close();
    expect(loaded.ok).toBe(true);
    const result = await api.generate(await toRecordingRequest(api));
    if (!result.ok) throw new Error(result.failure.message);
    const outputs = result.value.rows.map((row) => row.output);
    const path = `../../../browser/inference-ort/${file}`;
    await expect(`${JSON.stringify(outputs, null, 1)}\n`).toMatchFileSnapshot(path);
  },
);
