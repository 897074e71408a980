import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { createTestApi, RUNTIME_BASE_URL, toVerifiedModel } from '#tests/unit/workers/inference-ort/reference-model.ts';
import { SPECIAL_TOKENS } from '#training/bpe/tokenizer-files.ts';
import { trainBpe } from '#training/bpe/train-bpe.ts';
import { GRAPH_PATHS, toModelFiles, toModelManifest, type FolderFiles } from '#training/export/model-folder.ts';
import { createInitialParameters } from '#training/model/parameters.ts';
import { reference } from '#training/recipes/reference.ts';

let files: FolderFiles = {};

beforeAll(() => {
  const { shape, seed } = reference.training;
  const rng = createRng('words');
  const word = (): string => Array.from({ length: 6 }, () => String.fromCodePoint(rng.int(97, 122))).join('');
  const texts = Array.from({ length: 4000 }, () => `${word()} ${word()}`);
  const vocabulary = trainBpe([...texts, ...texts], shape.vocabularySize, SPECIAL_TOKENS);
  files = toModelFiles(reference, { parameters: createInitialParameters(shape, seed), vocabulary });
});

describe('the model folder', () => {
  it('is listed file by file and stays within its size', () => {
    const manifest = toModelManifest(reference, files);
    expect(manifest.files.map(({ path }) => path)).toEqual(Object.keys(files).toSorted());
    const bytes = (path: string): number => manifest.files.find((file) => file.path === path)?.bytes ?? Infinity;
    expect(bytes(GRAPH_PATHS.fp32)).toBeLessThanOrEqual(9e6);
    expect(manifest.files.reduce((sum, file) => sum + file.bytes, 0)).toBeLessThanOrEqual(15e6);
  });

  it.each(['fp32', 'q8', 'q4'] as const)(
    'loads in the worker at %s as a model whose rows may share a batch',
    async (dtype) => {
      using api = createTestApi();
      const { port1: events } = new MessageChannel();
      const model = toVerifiedModel(files, { dtype });
      const loaded = await api.load({ model, runtimeBaseUrl: RUNTIME_BASE_URL, events });
      events.close();
      if (!loaded.ok) throw new Error(loaded.failure.message);
      expect(loaded.value).toMatchObject({
        graphFile: GRAPH_PATHS[dtype],
        contextLength: 512,
        stopTokenIds: [1],
        chatTemplate: 'chat_template.jinja',
        maxBatchSize: 64,
        graph: { layers: 4, kvHeads: 2, headDim: 32, vocabularySize: 2048, batchSensitiveOperators: [] },
      });
    },
  );

  it('has a GGUF file with every tensor on its place', () => {
    const gguf = files['gguf/reference-q8_0.gguf'];
    if (!(gguf instanceof Uint8Array)) throw new Error('no GGUF file');
    const view = new DataView(gguf.buffer);
    expect(new TextDecoder().decode(gguf.subarray(0, 4))).toBe('GGUF');
    expect([view.getUint32(4, true), Number(view.getBigUint64(8, true))]).toEqual([3, 2 + 4 * 9]);
    // The last tensor is down of the last layer; its last block ends the file, 32-byte aligned.
    const { shape, seed } = reference.training;
    const down = createInitialParameters(shape, seed)['layers.3.down']?.slice(-32) ?? new Float32Array();
    const end = gguf.lastIndexOf(toQ8Bytes(down).at(-1) ?? 0);
    const block = gguf.subarray(end + 1 - 34, end + 1);
    expect([...block]).toEqual(toQ8Bytes(down));
  });
});

/** One block: half-precision scale and 32 signed bytes. */
function toQ8Bytes(values: Float32Array): readonly number[] {
  const scale = Math.fround(Math.max(...values.map(Math.abs)) / 127);
  const view = new DataView(new ArrayBuffer(34));
  view.setFloat16(0, scale, true);
  values.forEach((value, index) => {
    view.setInt8(2 + index, Math.round(value / scale));
  });
  return [...new Uint8Array(view.buffer)];
}
