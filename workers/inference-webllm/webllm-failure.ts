import { createFailure, type Failure } from '#core/errors/failure.ts';
import { toRunFailure as toCommonFailure } from '#workers/inference-ort/runtime-failure.ts';
import { MissingFileError } from './model-caches.ts';

/** Texts of a compiled library that is of another version of the package, or no library at all (BROWSER-LAB §6). */
const WRONG_LIBRARY =
  /Cannot find (?:global )?function|is not a function|LinkError|import object|CompileError|WebAssembly\.(?:Module|instantiate|compile)|magic word|Invalid kv_cache ABI|_metadata/i;
const NO_GPU =
  /WebGPU is not (?:supported|available)|WebGPUNotAvailable|Cannot find adapter|Cannot initialize runtime because of requested/i;
const NO_HALF_PRECISION = /shader-f16|ShaderF16/i;
const BAD_WEIGHTS = /tensor-cache|Invalid .*(?:byteOffset|nbytes)|shard|RangeError/i;

/**
 * Why an MLC model could not be loaded.
 * @param library path of its compiled library.  @param version of the package.
 */
export function toLoadFailure(error: unknown, library: string, version: string): Failure {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof MissingFileError)
    return createFailure('model-missing-file', `The MLC model has no ${error.path}, which its own files name.`, {
      location: error.path,
    });
  if (NO_HALF_PRECISION.test(detail))
    return createFailure(
      'runtime-unsupported',
      'The model computes with half-precision numbers, which this GPU does not have (shader-f16): choose a q4f32 or q0f32 version of it.',
      { location: library, detail },
    );
  if (NO_GPU.test(detail))
    return createFailure(
      'runtime-unsupported',
      'This browser offers no WebGPU adapter that WebLLM can use: choose a GGUF or an ONNX version of the model.',
      { location: library, detail },
    );
  if (WRONG_LIBRARY.test(detail))
    return createFailure(
      'runtime-unsupported',
      `${library} is not a library for WebLLM ${version}: take the one that this version names for the model.`,
      { location: library, detail },
    );
  const common = toCommonFailure(error);
  if (common.code !== 'internal') return common;
  return createFailure('model-load-failed', 'The MLC model could not be loaded.', {
    location: BAD_WEIGHTS.test(detail) ? 'tensor-cache.json' : library,
    detail,
  });
}
