import * as z from 'zod';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import { MLC_CONFIG } from '#workers/decode/mlc-settings.ts';
import { parseModelJson } from '#workers/decode/model-settings.ts';

/** File of an MLC folder that lists its weights. */
const MLC_WEIGHTS = 'tensor-cache.json';

const Count = z.int().positive().max(100_000_000);

/** What Plumbline takes from `mlc-chat-config.json`. Source: mlc-ai/mlc-llm, python/mlc_llm/protocol/mlc_chat_config.py. */
const MlcConfig = z.object({
  /** The architecture's name, e.g. "llama". */
  model_type: z.string().max(200),
  /** The precision's name, e.g. "q4f16_1". */
  quantization: z.string().max(200),
  vocab_size: Count,
  /** −1 = no limit but memory. */
  context_window_size: z.union([Count, z.literal(-1)]),
  model_config: z
    .object({
      num_hidden_layers: Count.optional(),
      num_attention_heads: Count.optional(),
      num_key_value_heads: Count.optional(),
      head_dim: Count.nullable().optional(),
      hidden_size: Count.optional(),
    })
    .optional(),
});
type MlcConfig = z.infer<typeof MlcConfig>;

/** Reads the file; fails with `model-load-failed` naming the field, or `model-not-a-model`. */
export function parseMlcConfig(text: string): Result<MlcConfig> {
  return parseModelJson(MLC_CONFIG, text, MlcConfig);
}

/** The graph's part of a load report. MLC compiles its graph, so there are no named inputs. */
export function toMlcGraph({ model_config: shape = {}, vocab_size: vocabularySize }: MlcConfig): LoadReport['graph'] {
  const heads = shape.num_attention_heads ?? 1;
  return {
    layers: shape.num_hidden_layers ?? 1,
    kvHeads: shape.num_key_value_heads ?? heads,
    headDim: shape.head_dim ?? Math.max(1, Math.floor((shape.hidden_size ?? heads) / heads)),
    vocabularySize,
    inputs: [],
    batchSensitiveOperators: [],
  };
}

/** True for precisions whose kernels compute with half-precision numbers, whatever the package's own list says (RUNTIMES §3). */
export function needsHalfPrecision(quantization: string): boolean {
  return /f16/.test(quantization);
}

/** The files that the package asks for and their addresses are made of; fails with `model-missing-file` naming what to add. */
export function checkMlcFiles(paths: readonly string[], expectedLibrary: string | null): Result<string> {
  for (const path of [MLC_CONFIG, MLC_WEIGHTS, 'tokenizer.json']) {
    if (!paths.includes(path))
      return toFailed('model-missing-file', `The MLC model has no ${path}: download it from the model’s repository.`, {
        location: path,
      });
  }
  const libraries = paths.filter((path) => path.endsWith('.wasm'));
  const [library] = libraries;
  if (library !== undefined && libraries.length === 1) return toOk(library);
  const hint =
    expectedLibrary === null
      ? 'It is compiled by mlc_llm for the version of WebLLM in use.'
      : `For this model WebLLM names ${expectedLibrary}`;
  return toFailed(
    'model-missing-file',
    `The MLC model has ${libraries.length} compiled libraries (.wasm), of which one is run: put that one beside ${MLC_CONFIG}. ${hint}`,
    { location: library ?? 'model.wasm' },
  );
}
