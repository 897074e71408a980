import { describe, expect, it } from 'vitest';
import { SPECIAL_TOKENS } from '#training/bpe/tokenizer-files.ts';
import { trainBpe } from '#training/bpe/train-bpe.ts';
import { createLlamaGguf } from '#training/export/llama-gguf.ts';
import { createRoughParameters, SMALL_SHAPE } from '../model/small-network.ts';

const SHAPE = { ...SMALL_SHAPE, width: 32, innerWidth: 32 };

/** Reads a GGUF file from its specification: metadata by key and tensors by name, Q8_0 as floats again. */
function readGguf(file: Uint8Array<ArrayBuffer>) {
  const view = new DataView(file.buffer);
  let at = 8;
  const uint32 = (): number => view.getUint32((at += 4) - 4, true);
  const uint64 = (): number => Number(view.getBigUint64((at += 8) - 8, true));
  const text = (): string => {
    const length = uint64();
    return new TextDecoder().decode(file.subarray((at += length) - length, at));
  };
  const scalar = (type: number): unknown => {
    if (type === 8) return text();
    if (type === 7) return view.getUint8((at += 1) - 1) === 1;
    if (type === 6) return view.getFloat32((at += 4) - 4, true);
    return uint32();
  };
  const [tensorCount, keyCount] = [uint64(), uint64()];
  const metadata = Array.from({ length: keyCount }, (): [string, unknown] => {
    const [key, type] = [text(), uint32()];
    if (type !== 9) return [key, scalar(type)];
    const [elementType, length] = [uint32(), uint64()];
    return [key, Array.from({ length }, () => scalar(elementType))];
  });
  const infos = Array.from({ length: tensorCount }, () => {
    const name = text();
    const dims = Array.from({ length: uint32() }, uint64);
    return { name, dims, type: uint32(), offset: uint64() };
  });
  const start = Math.ceil(at / 32) * 32;
  const tensors = infos.map(({ name, dims, type, offset }) => {
    const size = dims.reduce((product, dim) => product * dim, 1);
    const values = Array.from({ length: size }, (_, index) => {
      if (type === 0) return view.getFloat32(start + offset + 4 * index, true);
      const block = start + offset + 34 * Math.floor(index / 32);
      return view.getFloat16(block, true) * view.getInt8(block + 2 + (index % 32));
    });
    return [name, { dims, type, values }] as const;
  });
  return { metadata: Object.fromEntries(metadata), tensors: Object.fromEntries(tensors) };
}

describe('the GGUF file', () => {
  const vocabulary = trainBpe(['pump pump valve valve'], 270, SPECIAL_TOKENS);
  const parameters = createRoughParameters(SHAPE);
  const { metadata, tensors } = readGguf(createLlamaGguf('test', SHAPE, { parameters, vocabulary }));

  it('tells llama.cpp how to cut text', () => {
    expect(metadata).toMatchObject({
      'general.architecture': 'llama',
      'llama.attention.head_count_kv': 2,
      'tokenizer.ggml.pre': 'smollm',
      'tokenizer.ggml.add_bos_token': false,
      'tokenizer.ggml.eos_token_id': 1,
      'tokenizer.ggml.tokens': vocabulary.tokens,
    });
    const types = metadata['tokenizer.ggml.token_type'];
    expect(types).toEqual(vocabulary.tokens.map((_, id) => (id < 5 ? 3 : 1)));
  });

  it('keeps norms exact and every other value within half a step', () => {
    expect(tensors['output_norm.weight']?.values).toEqual([...(parameters['finalNorm'] ?? [])]);
    const down = [...(parameters['layers.1.down'] ?? [])];
    const read = tensors['blk.1.ffn_down.weight'];
    expect([read?.type, read?.dims]).toEqual([8, [32, 32]]);
    for (const [index, value] of down.entries()) {
      expect(Math.abs((read?.values[index] ?? Infinity) - value)).toBeLessThan(0.6 / 127);
    }
  });

  it('orders the rows of keys so that neighbours are rotated together', () => {
    const { heads, kvHeads, headDim, width } = SHAPE;
    const rows = heads * headDim;
    const half = headDim / 2;
    for (let row = 0; row < kvHeads * headDim; row += 1) {
      const inHead = row % headDim;
      const source = rows + row - inHead + (inHead % 2 === 0 ? inHead / 2 : half + (inHead - 1) / 2);
      const wanted = parameters['layers.0.queryKeyValue']?.[source * width] ?? Infinity;
      expect(Math.abs((tensors['blk.0.attn_k.weight']?.values[row * width] ?? 0) - wanted)).toBeLessThan(0.6 / 127);
    }
  });
});
