import * as z from 'zod';
import { toFailed, toOk, type Result } from '../errors/result.ts';
import { toCanonicalJson } from '../bundle/canonical-json.ts';
import { sha256Hex } from '../hash/sha256.ts';
import { Dtype, ModelFile, ModelRef, ModelSource, Sha256 } from '../model/model-ref.ts';
import type { ModelCandidate } from './find-model-files.ts';

/** A file to get, with what is known of it beforehand. */
export const WantedFile = z.strictObject({
  path: ModelFile.shape.path,
  /** Null = the server's answer is as long as it is. */
  bytes: z.int().nonnegative().nullable(),
  /** Null = hashed on arrival and pinned then. */
  sha256: Sha256.nullable(),
  /** Git's name of the file, where a repository states one in place of a SHA-256. */
  gitOid: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .nullable()
    .optional(),
});
export type WantedFile = z.infer<typeof WantedFile>;

/** What a place holds: files, and what it says about them. */
export interface ModelListing {
  /** For a person: repository, address or folder. */
  readonly title: string;
  readonly source: ModelSource;
  /** Commit, where the place has one. */
  readonly revision: string | null;
  readonly licence: string | null;
  readonly files: readonly WantedFile[];
}

/** A model that a person chose to add; kept until it is here, so that it can be gone on with later. */
export const InstallPlan = z.strictObject({
  modelId: ModelRef.shape.modelId,
  format: z.enum(['onnx', 'gguf', 'mlc']),
  precision: z.string().max(40),
  dtype: Dtype.nullable(),
  source: ModelSource,
  revision: ModelRef.shape.revision,
  licence: ModelRef.shape.licence,
  files: z.array(WantedFile).min(1).max(200),
});
export type InstallPlan = z.infer<typeof InstallPlan>;

/** The plan that adds one candidate of a listing. */
export function toInstallPlan(listing: ModelListing, candidate: ModelCandidate): InstallPlan {
  const wanted = new Set(candidate.paths);
  return {
    modelId: listing.title.slice(0, 200),
    format: candidate.format,
    precision: candidate.precision,
    dtype: candidate.dtype,
    source: listing.source,
    revision: listing.revision,
    licence: listing.licence,
    files: listing.files.filter(({ path }) => wanted.has(path)),
  };
}

/** Names a plan: the same choice has the same key. */
export function toPlanKey(plan: InstallPlan): string {
  return sha256Hex(toCanonicalJson(plan));
}

/** Bytes of a plan; null when a file's length is not known beforehand. */
export function toPlanBytes({ files }: Pick<InstallPlan, 'files'>): number | null {
  return files.reduce<number | null>((sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes), 0);
}

/** Why a candidate cannot be run by this build; null = it can. */
export function toCandidateProblem(candidate: ModelCandidate): string | null {
  if (candidate.format === 'onnx' && candidate.dtype === null) {
    return `Graphs of precision ${candidate.precision} are not run.`;
  }
  if (candidate.format === 'onnx' && !candidate.paths.includes('tokenizer.json')) {
    return 'There is no tokenizer.json, without which text cannot become tokens.';
  }
  if (candidate.format === 'mlc' && !candidate.paths.some((path) => path.endsWith('.wasm'))) {
    return 'There is no compiled library (.wasm) beside the weights. Put the one that WebLLM names for this model into a folder with them, and add that folder.';
  }
  if (candidate.format === 'gguf' && toRunnerOf('gguf', null) === null) return 'This build runs no GGUF files.';
  return null;
}

/** Pins a plan whose files are here. Fails with `runtime-unsupported` when no runtime of this build takes the format. */
export function toInstalledRef(plan: InstallPlan, files: readonly ModelFile[]): Result<ModelRef> {
  const runner = toRunnerOf(plan.format, plan.dtype);
  if (runner === null) {
    return toFailed(
      'runtime-unsupported',
      `No runtime of this build takes ${plan.format} files of ${plan.precision}.`,
      {
        location: plan.modelId,
      },
    );
  }
  return toOk({
    ...runner,
    modelId: plan.modelId,
    source: plan.source,
    revision: plan.revision,
    licence: plan.licence,
    files: [...files],
    chatTemplate: null,
  });
}

/** Runtime, device and threads that a model begins with; the configuration may say others. */
function toRunnerOf(
  format: InstallPlan['format'],
  dtype: Dtype | null,
): Pick<ModelRef, 'runtime' | 'device' | 'threads' | 'dtype'> | null {
  const Runner = z.object({
    runtime: ModelRef.shape.runtime,
    device: ModelRef.shape.device,
    threads: ModelRef.shape.threads,
    dtype: Dtype,
  });
  const wanted = {
    onnx: { runtime: 'ort', device: 'wasm', threads: 1, dtype },
    gguf: { runtime: 'wllama', device: 'wasm', threads: 1, dtype: 'gguf' },
    mlc: { runtime: 'webllm', device: 'webgpu', threads: 1, dtype: 'mlc' },
  }[format];
  return Runner.safeParse(wanted).data ?? null;
}
