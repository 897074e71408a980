import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelRef } from '#core/model/model-ref.ts';

/** One way to run the shipped model: a column of the conformance report. */
export interface Target extends Pick<ModelRef, 'runtime' | 'device' | 'dtype'> {
  /** The graph that is run. */
  readonly graph: string;
}

/** The processor's reference: what others are compared with. */
export const REFERENCE: Target = { runtime: 'ort', device: 'wasm', dtype: 'fp32', graph: 'onnx/model.onnx' };

export const TARGETS: readonly Target[] = [
  REFERENCE,
  { runtime: 'ort', device: 'wasm', dtype: 'q8', graph: 'onnx/model_quantized.onnx' },
  { runtime: 'ort', device: 'wasm', dtype: 'q4', graph: 'onnx/model_q4.onnx' },
  { runtime: 'transformers', device: 'wasm', dtype: 'fp32', graph: 'onnx/model.onnx' },
  { runtime: 'transformers', device: 'wasm', dtype: 'q4', graph: 'onnx/model_q4.onnx' },
  { runtime: 'wllama', device: 'wasm', dtype: 'gguf', graph: 'gguf/reference-q8_0.gguf' },
];

const TEXT_FILES = ['tokenizer.json', 'tokenizer_config.json', 'config.json', 'generation_config.json'];

/** The name of a target in tables and tests. */
export function toTargetName({ runtime, device, dtype }: Target): string {
  return `${runtime}, ${device}, ${dtype}`;
}

/** The shipped model as this target runs it, pinned by the hashes of its files as they are served. */
export async function toTargetRef({ runtime, device, dtype, graph }: Target): Promise<ModelRef> {
  const paths = runtime === 'wllama' ? [graph] : [graph, ...TEXT_FILES, 'chat_template.jinja'];
  const files = await Promise.all(
    paths.map(async (path) => {
      const response = await fetch(`/models/reference/${path}`);
      if (!response.ok) throw new Error(`models/reference/${path}: ${response.status}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { path, bytes: bytes.length, sha256: sha256Hex(bytes) };
    }),
  );
  return {
    modelId: 'reference',
    runtime,
    device,
    threads: 1,
    dtype,
    source: { type: 'embedded', path: 'reference' },
    revision: null,
    licence: null,
    files,
    chatTemplate: null,
  };
}
