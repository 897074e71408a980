import { expect, test } from 'vitest';
import { parseConfig } from '#core/model/parse-config.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';

const config = buildConfig(buildSamples(2));
const [model] = config.models;

test('two models of the same files are refused: they would share their random numbers', () => {
  const twins = { ...config, models: [model, { ...model, modelId: 'test/twin', threads: 2 }] };
  const parsed = parseConfig(JSON.stringify(twins));
  expect(parsed.ok ? null : parsed.failure.message).toMatch(/models\[1\]\.files.*same files as model "test\/scripted"/);
});

test('a model that names a path twice is refused', () => {
  const doubled = { ...config, models: [{ ...model, files: [...(model?.files ?? []), ...(model?.files ?? [])] }] };
  const parsed = parseConfig(JSON.stringify(doubled));
  expect(parsed.ok ? null : parsed.failure.message).toMatch(/models\[0\]\.files.*twice/);
});
