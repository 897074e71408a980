import { createFailure, type Failure } from '#core/errors/failure.ts';
import { toInternalFailure } from '#workers/shared/guard.ts';
import { ProbabilityError } from './wllama-backend.ts';

const OUT_OF_MEMORY =
  /bad_alloc|out of memory|failed to allocate|memory access out of bounds|Aborted\(OOM|Array buffer allocation/i;
const UNSUPPORTED = /unknown model architecture|unknown pre-tokenizer|unsupported|invalid ggml type|not supported/i;
const LINES_OF_LOG = 5;

const MEMORY_MESSAGE =
  'The model does not fit into the memory of this browser. Choose a smaller model or a stronger quantisation.';

function toText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Why a GGUF file could not be loaded. Exceptions of this runtime say little, so its log decides (RUNTIMES §4).
 * @param file what is named in the message.
 */
export function toLoadFailure(error: unknown, file: string, log: readonly string[]): Failure {
  const complaints = log.filter((line) => /error|fail|unknown|unsupported|alloc/i.test(line)).slice(-LINES_OF_LOG);
  const detail = [toText(error), ...complaints].join('\n');
  if (OUT_OF_MEMORY.test(detail)) return createFailure('out-of-memory', MEMORY_MESSAGE, { location: file, detail });
  if (UNSUPPORTED.test(detail))
    return createFailure('runtime-unsupported', `${file} is of a kind that this build of llama.cpp does not know.`, {
      location: file,
      detail,
    });
  return createFailure('model-load-failed', `${file} could not be loaded.`, { location: file, detail });
}

/** Why a call into a loaded model threw. */
export function toRunFailure(error: unknown): Failure {
  const detail = toText(error);
  if (error instanceof ProbabilityError)
    return createFailure(
      'runtime-unsupported',
      'llama.cpp’s probabilities of this model overflow, so it cannot be measured on this runtime.',
      { detail },
    );
  return OUT_OF_MEMORY.test(detail)
    ? createFailure('out-of-memory', MEMORY_MESSAGE, { detail })
    : toInternalFailure(error);
}
