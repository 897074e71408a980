import { expect, test } from 'vitest';
import { withEntry } from '#core/model/model-grid.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';

const config = buildConfig(buildSamples(2));
const [model] = config.models;
if (model === undefined) throw new Error('fixture');

test('further entries of the same files get names and settings of their own, and the configuration stays valid', () => {
  let models = [model];
  for (let count = 1; count < 6; count += 1) models = withEntry(models, model);
  expect(models.map(({ modelId, runtime, device, threads }) => [modelId, runtime, device, threads])).toEqual([
    ['test/scripted', 'ort', 'wasm', 1],
    ['test/scripted fp32', 'ort', 'webgpu', 1],
    ['test/scripted fp32 transformers', 'transformers', 'wasm', 1],
    ['test/scripted fp32 ort', 'ort', 'wasm', 2],
    ['test/scripted 2', 'transformers', 'wasm', 2],
    ['test/scripted 3', 'ort', 'wasm', 4],
  ]);
  expect(parseConfig(JSON.stringify({ ...config, models })).ok).toBe(true);
});

test('another graph keeps its setting and is told apart by its precision', () => {
  const q4 = { ...model, dtype: 'q4' as const, files: [{ path: 'onnx/q4.onnx', bytes: 1, sha256: 'b'.repeat(64) }] };
  expect(withEntry([model], q4)[1]).toEqual({ ...q4, modelId: 'test/scripted q4' });
});

test('a GGUF file gets more threads, for it has one runtime', () => {
  const gguf = { ...model, dtype: 'gguf' as const, runtime: 'wllama' as const };
  expect(withEntry([gguf], gguf)[1]).toMatchObject({ runtime: 'wllama', device: 'wasm', threads: 2 });
});
