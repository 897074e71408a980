import { createFailure, type Failure } from '#core/errors/failure.ts';
import { toInternalFailure } from '#workers/shared/guard.ts';

/** Texts by which the runtime, its WebAssembly module and the engine say that memory ran out. */
const OUT_OF_MEMORY =
  /bad_alloc|out of memory|failed to allocate|allocation failed|Array buffer allocation|memory access out of bounds|Aborted\(OOM/i;
/** Texts of a file that is no ONNX graph, or that an ONNX graph cannot be made of. */
const NOT_A_GRAPH = /protobuf parsing failed|ModelProto does not have a graph|INVALID_PROTOBUF/i;
const UNSUPPORTED =
  /NOT_IMPLEMENTED|No Op registered|is not a registered function|Unsupported model IR version|opset \d+ is under development/i;

/** Texts of a kernel that the device lacks a feature for; the runtime may find out in the first run only (BROWSER-LAB §4.7). */
const NOT_ON_DEVICE = /requires f16 but the device does not support it/i;
/** Texts of a GPU that is gone (RUNTIMES §2.8). */
const DEVICE_LOST = /device.*lost|map_async|Invalid Buffer|Failed to wait for the operation|\[Device[^\]]*\] is lost/i;

/** Texts of a runtime that did not start: its files are missing, blocked, or no WebAssembly can run. */
const NOT_STARTED = /no available backend found|initializeWebAssembly|dynamically imported module|backend not found/i;

/** The text of anything that can be thrown. */
function toText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** True for exhausted memory; Emscripten then throws a bare number, the address of a C++ exception (ORT #10957). */
function isOutOfMemory(error: unknown): boolean {
  return (
    typeof error === 'number' ||
    (error instanceof RangeError && /array/i.test(error.message)) ||
    OUT_OF_MEMORY.test(toText(error))
  );
}

const MEMORY_MESSAGE =
  'The model does not fit into the memory of this browser. Choose a smaller model or a smaller batch.';

/** Why a graph could not be loaded. */
export function toLoadFailure(error: unknown, graphFile: string): Failure {
  const place = { location: graphFile, detail: toText(error) };
  if (isOutOfMemory(error)) return createFailure('out-of-memory', MEMORY_MESSAGE, place);
  if (NOT_STARTED.test(place.detail)) {
    return createFailure('runtime-unsupported', 'The runtime could not be started in this browser.', place);
  }
  if (NOT_A_GRAPH.test(place.detail)) {
    return createFailure('model-not-a-model', `${graphFile} is not an ONNX model.`, place);
  }
  if (UNSUPPORTED.test(place.detail)) {
    return createFailure('runtime-unsupported', `${graphFile} uses operators that this runtime does not have.`, place);
  }
  return createFailure('model-load-failed', `${graphFile} could not be loaded.`, place);
}

/** Why a run of a loaded graph threw. */
export function toRunFailure(error: unknown): Failure {
  const detail = toText(error);
  if (isOutOfMemory(error)) return createFailure('out-of-memory', MEMORY_MESSAGE, { detail });
  if (DEVICE_LOST.test(detail))
    return createFailure('device-lost', 'The GPU was lost while the model was running. It is started anew.', {
      detail,
    });
  if (NOT_ON_DEVICE.test(detail))
    return createFailure(
      'runtime-unsupported',
      'The graph uses operators that this GPU cannot compute: choose the fp32 or the q4 graph, or WebAssembly as the device.',
      { detail },
    );
  return toInternalFailure(error);
}
