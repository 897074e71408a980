import * as z from 'zod';
import { RuntimeName } from './runtime-capabilities.ts';
import { SharedPrefixSetting } from './shared-prefix.ts';

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits');
export type Sha256 = z.infer<typeof Sha256>;

/** One file of a model folder; `path` is relative to the folder, with forward slashes, without `..`. */
export const ModelFile = z.strictObject({
  path: z
    .string()
    .min(1)
    .max(300)
    .regex(/^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[^\\]+$/, 'expected a relative path without ".."'),
  bytes: z.int().nonnegative(),
  sha256: Sha256,
});
export type ModelFile = z.infer<typeof ModelFile>;

/** A repository of a model hub: `owner/name`, or a name alone for the few that have no owner. */
export const HubRepo = z
  .string()
  .max(200)
  .regex(/^(?!.*\.\.)[A-Za-z0-9_][\w.-]*(?:\/[A-Za-z0-9_][\w.-]*)?$/, 'expected "owner/name"');

/**
 * Where the files come from. `embedded`: under the app's own `models/<path>/`. `url`: any base URL with CORS; files are
 * `<baseUrl>/<file.path>`. `hub`: a repository of a hub that speaks the Hugging Face API at `hubUrl`; files are
 * `<hubUrl>/<repo>/resolve/<revision>/<file.path>`. `local`: files that a person picked on this machine, found again in
 * storage by their hash.
 */
export const ModelSource = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('embedded'), path: z.string().min(1).max(200) }),
  z.strictObject({ type: z.literal('url'), baseUrl: z.url().max(2000) }),
  z.strictObject({ type: z.literal('hub'), hubUrl: z.url().max(2000), repo: HubRepo }),
  z.strictObject({ type: z.literal('local'), folderName: z.string().max(200) }),
]);
export type ModelSource = z.infer<typeof ModelSource>;

/**
 * Precision of the weights of an ONNX graph; in `fp16` and `q4f16` the arithmetic is of half precision too. `gguf` and `mlc` = that of a GGUF file or
 * an MLC folder, which states it itself.
 */
export const Dtype = z.enum(['fp32', 'fp16', 'q8', 'q4', 'q4f16', 'gguf', 'mlc']);
export type Dtype = z.infer<typeof Dtype>;

/** What computes: WebAssembly on the processor, or WebGPU. */
export const Device = z.enum(['wasm', 'webgpu']);
export type Device = z.infer<typeof Device>;

/** A model pinned by the hashes of its files, with the runtime that is to execute it. */
export const ModelRef = z.strictObject({
  modelId: z.string().min(1).max(200),
  /** Which adapter executes it: `ort` and `transformers` an ONNX graph, `wllama` a GGUF file, `webllm` an MLC folder. */
  runtime: RuntimeName,
  device: Device,
  /** Threads of the runtime, ≥ 1; more than one needs a cross-origin-isolated page. */
  threads: z.int().min(1).max(64),
  /** Which ONNX graph of the folder is used: names the precision of its weights. `gguf` exactly with `wllama`, `mlc` exactly with `webllm`. */
  dtype: Dtype,
  source: ModelSource,
  /** Commit or version that the source states; null where it has none. */
  revision: z.string().max(200).nullable(),
  licence: z.string().max(200).nullable(),
  files: z.array(ModelFile).min(1).max(200),
  /** Jinja chat template used in place of the folder's; null = the folder's own, or the plain prompt when it has none. */
  chatTemplate: z.string().max(50_000).nullable(),
  /** `ort` only: `off` runs the graph as its file has it; absent and `auto` = rewritten where the rewriting agrees with it. */
  sharedPrefix: SharedPrefixSetting.optional(),
  /** `ort` only: weights of 4 and 8 bits are expanded to single precision once, when the model is loaded; faster on WebAssembly, for up to eight times the memory. Absent = no. */
  expandWeights: z.boolean().optional(),
});
export type ModelRef = z.infer<typeof ModelRef>;
