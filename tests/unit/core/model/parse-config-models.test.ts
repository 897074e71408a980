import { expect, test } from 'vitest';
import { parseConfig } from '#core/model/parse-config.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';

const config = buildConfig(buildSamples(2));
const [model] = config.models;

const toMessage = (change: Partial<NonNullable<typeof model>>): string | null => {
  const parsed = parseConfig(
    JSON.stringify({ ...config, models: [model, { ...model, modelId: 'test/twin', ...change }] }),
  );
  return parsed.ok ? null : parsed.failure.message;
};

test('two entries of the same files need another runtime, device or number of threads', () => {
  expect(toMessage({})).toMatch(
    /models\[1\]\.files.*same files, runtime, device and threads as model "test\/scripted"/,
  );
  expect(toMessage({ threads: 2 })).toBeNull();
  expect(toMessage({ device: 'webgpu' })).toBeNull();
  expect(toMessage({ runtime: 'transformers' })).toBeNull();
});

test('a model that names a path twice is refused', () => {
  const doubled = { ...config, models: [{ ...model, files: [...(model?.files ?? []), ...(model?.files ?? [])] }] };
  const parsed = parseConfig(JSON.stringify(doubled));
  expect(parsed.ok ? null : parsed.failure.message).toMatch(/models\[0\]\.files.*twice/);
});
