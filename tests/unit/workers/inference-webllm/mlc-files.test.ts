import { describe, expect, test } from 'vitest';
import { findModelFiles } from '#core/sources/find-model-files.ts';
import { toCandidateProblem } from '#core/sources/install-plan.ts';
import { selectModelFiles } from '#platform/select-model-files.ts';
import { createModelCaches, MODEL_BASE_URL } from '#workers/inference-webllm/model-caches.ts';
import { checkMlcFiles, needsHalfPrecision, parseMlcConfig, toMlcGraph } from '#workers/inference-webllm/mlc-config.ts';
import { mergeMlcSettings } from '#workers/decode/mlc-settings.ts';

const PATHS = ['mlc-chat-config.json', 'model.wasm', 'params_shard_0.bin', 'tensor-cache.json', 'tokenizer.json'];

const CONFIG = {
  model_type: 'llama',
  quantization: 'q4f16_1',
  vocab_size: 49152,
  context_window_size: 2048,
  model_config: { num_hidden_layers: 30, num_attention_heads: 9, num_key_value_heads: 3, hidden_size: 576 },
};

describe('files', () => {
  test('a picked MLC folder is a model of WebLLM; other files stay out', () => {
    const picked = [...PATHS, 'README.md', 'logs.txt'].map((path) => ({ path: `m/${path}`, blob: new Blob([path]) }));
    const folder = selectModelFiles(picked, 'fp32');
    expect(folder.ok && folder.value.runtime).toBe('webllm');
    expect(folder.ok && folder.value.files.map(({ path }) => path)).toEqual(PATHS);
  });

  test('a repository without the compiled library is shown with what to do', () => {
    const [candidate] = findModelFiles(PATHS.filter((path) => path !== 'model.wasm'));
    expect(candidate?.format).toBe('mlc');
    expect(candidate && toCandidateProblem(candidate)).toContain('.wasm');
    const [whole] = findModelFiles(PATHS);
    expect(whole && toCandidateProblem(whole)).toBeNull();
  });

  test('what is missing is named, with the library that belongs to the model', () => {
    const found = checkMlcFiles(PATHS, null);
    expect(found.ok && found.value).toBe('model.wasm');
    const missing = checkMlcFiles(
      ['mlc-chat-config.json', 'tensor-cache.json', 'tokenizer.json'],
      'http://libs/a.wasm',
    );
    expect(!missing.ok && missing.failure.message).toContain('http://libs/a.wasm');
    const none = checkMlcFiles(['mlc-chat-config.json'], null);
    expect(!none.ok && none.failure.location).toBe('tensor-cache.json');
  });

  test('the package finds the verified files, and can fetch none', async () => {
    const cache = await createModelCaches([{ path: 'a/b.bin', blob: new Blob(['weights']) }]).open('webllm/model');
    const found = await cache.match(new Request(`${MODEL_BASE_URL}a/b.bin`));
    expect(await found?.text()).toBe('weights');
    expect((await cache.keys()).map(({ url }) => url)).toEqual([`${MODEL_BASE_URL}a/b.bin`]);
    expect(await cache.match(`${MODEL_BASE_URL}c.bin`)).toBeUndefined();
    await expect(cache.add(new Request(`${MODEL_BASE_URL}c.bin`))).rejects.toThrow('no file c.bin');
  });
});

describe('settings', () => {
  test('shape and precision come from mlc-chat-config.json', () => {
    const config = parseMlcConfig(JSON.stringify(CONFIG));
    expect(config.ok && toMlcGraph(config.value)).toMatchObject({
      layers: 30,
      kvHeads: 3,
      headDim: 64,
      vocabularySize: 49152,
    });
    expect(needsHalfPrecision('q4f16_1')).toBe(true);
    expect(needsHalfPrecision('q4f32_1')).toBe(false);
    const wrong = parseMlcConfig(JSON.stringify({ ...CONFIG, vocab_size: 0 }));
    expect(!wrong.ok && wrong.failure.detail).toContain('vocab_size');
  });

  test('ends and room of the compiled model hold beside those of config.json', () => {
    const text = JSON.stringify({ ...CONFIG, eos_token_id: 2, conv_template: { stop_token_ids: [2, 7] } });
    const merged = mergeMlcSettings({ eos_token_id: [1], max_position_embeddings: 8192 }, text);
    expect(merged.ok && merged.value).toMatchObject({ eos_token_id: [1, 2, 2, 7], max_position_embeddings: 2048 });
    const untouched = mergeMlcSettings({ eos_token_id: 1 }, undefined);
    expect(untouched.ok && untouched.value).toEqual({ eos_token_id: 1 });
  });
});
