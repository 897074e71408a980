import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { createTinyLlama, type TinyLlamaOptions } from '#tests/support/tiny-llama/tiny-llama.ts';
import { OnnxGraph } from '#training/onnx/onnx-graph.ts';
import { readOnnxFile } from '#workers/inference-ort/onnx/onnx-file.ts';
import { scanOnnx } from '#workers/inference-ort/onnx/scan-onnx.ts';
import { sharePrefix } from '#workers/inference-ort/onnx/share-prefix.ts';
import { createTestApi, readReferenceFiles, RUNTIME_BASE_URL, toVerifiedModel } from './reference-model.ts';

type Files = Readonly<Record<string, Uint8Array<ArrayBuffer> | string>>;

const trialKeys = ['a', 'b', 'c', 'd', 'e'].map(sha256Hex);
const decoding = {
  temperature: 1.3,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  maxNewTokens: 24,
  stopStrings: 'aeioutnsr'.split(''),
};
const SLOW = { timeout: 120_000 };

/** What a model says of itself, the outputs of a group with its rows together, and with each alone. */
async function answer(files: Files, changes: Partial<ModelRef>) {
  using api = createTestApi();
  const { port1: events } = new MessageChannel();
  const loaded = await api.load({ model: toVerifiedModel(files, changes), runtimeBaseUrl: RUNTIME_BASE_URL, events });
  events.close();
  if (!loaded.ok) throw new Error(`${loaded.failure.message} ${loaded.failure.detail ?? ''}`);
  const prepared = await api.prepare([{ system: null, user: 'what is the answer to the question of the number?' }]);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const promptTokenIds = prepared.value[0]?.promptTokenIds ?? [];
  const generate = async (batchSize: number) => {
    const result = await api.generate({ groupIndex: 0, promptTokenIds, trialKeys, decoding, batchSize });
    if (!result.ok) throw new Error(result.failure.message);
    return result.value.rows.map(({ output }) => output);
  };
  const [together, alone] = [await generate(5), await generate(1)];
  return { report: loaded.value, promptTokenIds, together, alone };
}

function readGraph(options: TinyLlamaOptions): Uint8Array {
  const graph = createTinyLlama(options)['onnx/model.onnx'];
  if (!(graph instanceof Uint8Array)) throw new Error('a graph is bytes');
  return graph;
}

describe('a graph whose rows share the prompt', SLOW, () => {
  it.each([
    { kvHeads: 2 },
    { kvHeads: 4, hasPositionIds: false },
    { kvHeads: 1, hasLogitsToKeep: true },
    { hasExternalWeights: true },
  ] as const)('answers as the file’s graph does, rows together or alone: %o', async (options) => {
    const files = createTinyLlama(options);
    const shared = await answer(files, {});
    expect(shared.report.sharedPrefix).toMatchObject({ status: 'used', reason: null });
    expect(shared.report.sharedPrefix?.maxLogitDelta).toBeLessThanOrEqual(1e-4);
    expect(shared.report.reproducibilityClass).toBe('A');
    expect(shared.alone).toEqual(shared.together);
    // A letter ends a row, so rows end at different steps and some were dropped on the way.
    expect(new Set(shared.together.map(({ outputTokenIds }) => outputTokenIds.length)).size).toBeGreaterThan(1);
    const plain = await answer(files, { sharedPrefix: 'off' });
    expect(plain.report.sharedPrefix).toEqual({ status: 'off', reason: null, maxLogitDelta: null });
    expect(plain.together.map(({ outputTokenIds }) => outputTokenIds)).toEqual(
      shared.together.map(({ outputTokenIds }) => outputTokenIds),
    );
    const toLogprobs = (outputs: typeof plain.together): readonly number[] =>
      outputs.flatMap(({ logprobs }) => logprobs.map(({ logprob }) => logprob));
    const [own, other] = [toLogprobs(shared.together), toLogprobs(plain.together)];
    expect(Math.max(...own.map((logprob, index) => Math.abs(logprob - (other[index] ?? NaN))))).toBeLessThan(1e-4);
  });

  it.each([
    ['onnx/model.onnx', 'fp32'],
    ['onnx/model_q4.onnx', 'q4'],
    ['onnx/model_quantized.onnx', 'q8'],
  ] as const)('is what the reference model’s %s becomes', async (path, dtype) => {
    const { report, together, alone } = await answer(await readReferenceFiles(path), { dtype });
    expect(report.sharedPrefix).toMatchObject({ status: 'used', reason: null });
    expect(alone).toEqual(together);
  });

  it.each([
    ['onnx/model_q4.onnx', 'q4', 'auto'],
    ['onnx/model_q4.onnx', 'q4', 'off'],
    ['onnx/model_quantized.onnx', 'q8', 'auto'],
  ] as const)(
    'has the weights of %s expanded where that is asked for (%s, shared prefix %s)',
    async (path, dtype, sharedPrefix) => {
      const files = await readReferenceFiles(path);
      const expanded = await answer(files, { dtype, sharedPrefix, expandWeights: true });
      expect(expanded.report.expandedWeights).toMatchObject({ effectiveDtype: 'fp32', reason: null, matrices: 29 });
      expect(expanded.report.expandedWeights?.maxLogitDelta).toBeLessThanOrEqual(1e-4);
      expect(expanded.report.sharedPrefix?.status).toBe(sharedPrefix === 'off' ? 'off' : 'used');
      expect(expanded.alone).toEqual(expanded.together);
      const stored = await answer(files, { dtype, sharedPrefix });
      expect(stored.report.expandedWeights).toBeUndefined();
      expect(expanded.together.map(({ outputTokenIds }) => outputTokenIds)).toEqual(
        stored.together.map(({ outputTokenIds }) => outputTokenIds),
      );
    },
  );

  it('says that there is nothing to expand', async () => {
    const { report } = await answer(createTinyLlama({}), { expandWeights: true });
    expect(report.sharedPrefix?.status).toBe('used');
    expect(report.expandedWeights).toMatchObject({ effectiveDtype: null, reason: 'the graph has no quantised matrix' });
  });

  it('is not tried where rows run one at a time', async () => {
    using api = createTestApi();
    const { port1: events } = new MessageChannel();
    const model = toVerifiedModel(createTinyLlama({ hasDynamicQuantisation: true }));
    const loaded = await api.load({ model, runtimeBaseUrl: RUNTIME_BASE_URL, events });
    events.close();
    expect(loaded.ok && loaded.value.sharedPrefix).toMatchObject({ status: 'refused', reason: /one at a time/ });
  });
});

describe('the rewriting', () => {
  it('adds inputs for the prefix, and keeps all else that the file says', () => {
    const before = readOnnxFile(readGraph({}));
    const { graph } = sharePrefix(readGraph({}));
    const after = readOnnxFile(graph ?? new Uint8Array());
    const added = after.inputs.slice(before.inputs.length);
    expect(added.map(({ name }) => name)).toEqual(['prefix.0.key', 'prefix.0.value', 'prefix.1.key', 'prefix.1.value']);
    expect(added[0]?.dims).toEqual([1, 2, 'prefix_length', 8]);
    expect(after.model).toEqual(before.model);
    expect(after.initializers.slice(0, before.initializers.length)).toEqual(before.initializers);
    expect(scanOnnx(graph ?? new Uint8Array(), 'model.onnx').ok).toBe(true);
  });

  it('is refused where attention is not of plain operators', () => {
    const graph = new OnnxGraph();
    graph.addInput('input_ids', 'int64', ['batch', 'new']);
    for (const part of ['key', 'value'])
      graph.addInput(`past_key_values.0.${part}`, 'float32', ['batch', 2, 'past', 8]);
    graph.addNode('GroupQueryAttention', {
      inputs: ['input_ids', 'past_key_values.0.key', 'past_key_values.0.value'],
      outputs: ['logits', 'present.0.key', 'present.0.value'],
      domain: 'com.microsoft',
    });
    expect(sharePrefix(graph.encode(null).graph)).toEqual({
      graph: null,
      reason: '0 of 2 products with keys and values were recognised; attention must be of plain operators',
    });
  });

  it('is refused for bytes that are no graph', () => {
    expect(sharePrefix(Uint8Array.of(7, 7, 7)).reason).toMatch(/cannot be read/);
  });
});
