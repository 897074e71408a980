import { toOk, type Result } from '#core/errors/result.ts';
import type { SharedPrefixReport } from '#core/model/shared-prefix.ts';
import { probeBatchDelta } from './batch-probe.ts';
import type { CacheMemory } from './cache-memory.ts';
import type { OpenedGpu } from './gpu-device.ts';
import { toGraphShape, type GraphShape } from './graph-shape.ts';
import { sharePrefix } from './onnx/share-prefix.ts';
import { createSession, type GraphSource } from './open-session.ts';
import { OrtBackend } from './ort-backend.ts';
import type { OrtRuntime } from './ort-runtime.ts';
import { readProbeLogits, toProbeDelta } from './prefix-probe.ts';

/** Largest |Δlogit| between the rewritten graph and the file's. */
const TOLERANCE = 1e-4;
/** Rows of a rewritten graph must not depend on each other; kernels choose their path by the number of rows. */
const BATCH_SIZES = [2, 3, 16];

/** A graph that runs as its file has it. */
interface PlainGraph {
  readonly runtime: OrtRuntime;
  readonly source: GraphSource;
  readonly shape: GraphShape;
  readonly memory: CacheMemory;
  readonly gpu: OpenedGpu | null;
  /** It has run a prompt. */
  readonly backend: OrtBackend;
}

/** What runs from now on, and why. */
interface TriedPrefix {
  readonly backend: OrtBackend;
  readonly report: SharedPrefixReport;
}

/**
 * Replaces a graph by its rewriting with a shared prefix, where that agrees with it on a probe and its rows are independent; else the file's graph goes on. One of the
 * two is in memory at a time, which the probe's answers of the first make possible. Fails only where the file's graph cannot be opened again.
 */
export async function trySharedPrefix(plain: PlainGraph): Promise<Result<TriedPrefix>> {
  const refuse = (backend: OrtBackend, reason: string, maxLogitDelta: number | null = null): Result<TriedPrefix> =>
    toOk({ backend, report: { status: 'refused', reason, maxLogitDelta } });
  const rewritten = sharePrefix(plain.source.graph);
  if (rewritten.graph === null) return refuse(plain.backend, rewritten.reason);
  const expected = await readProbeLogits(plain.backend);
  await plain.backend.dispose();
  const tried = await openRewritten(plain, rewritten.graph, expected);
  if (tried.backend !== null)
    return toOk({
      backend: tried.backend,
      report: { status: 'used', reason: null, maxLogitDelta: tried.maxLogitDelta },
    });
  const session = await createSession(plain.runtime, plain.source, plain.gpu?.device ?? null);
  if (!session.ok) return session;
  const backend = new OrtBackend({ ...plain, session: session.value });
  // As before the try: the first run tells the vocabulary.
  await backend.prefill([0]);
  return refuse(backend, tried.reason, tried.maxLogitDelta);
}

type Rewritten =
  | { readonly backend: OrtBackend; readonly maxLogitDelta: number }
  | { readonly backend: null; readonly reason: string; readonly maxLogitDelta: number | null };

/** Opens the rewritten graph and compares it; on any trouble it is gone again. */
async function openRewritten(
  { runtime, source, memory, gpu }: PlainGraph,
  graph: Uint8Array,
  expected: readonly Float32Array[],
): Promise<Rewritten> {
  const session = await createSession(runtime, { ...source, graph }, gpu?.device ?? null);
  if (!session.ok) return refuseRewritten(`the rewritten graph does not load: ${session.failure.detail ?? ''}`);
  const shape = toGraphShape(session.value.inputMetadata, session.value.outputMetadata);
  if (!shape.ok) {
    await session.value.release();
    return refuseRewritten(shape.failure.message);
  }
  const backend = new OrtBackend({ runtime, session: session.value, shape: shape.value, memory });
  const checked = await check(backend, expected, gpu);
  if (checked.backend === null) await backend.dispose();
  return checked;
}

function refuseRewritten(reason: string, maxLogitDelta: number | null = null): Rewritten {
  return { backend: null, reason: reason.slice(0, MAX_REASON_LENGTH), maxLogitDelta };
}

const MAX_REASON_LENGTH = 500;

async function check(
  backend: OrtBackend,
  expected: readonly Float32Array[],
  gpu: OpenedGpu | null,
): Promise<Rewritten> {
  try {
    await backend.prefill([0]);
    const delta = toProbeDelta(expected, await readProbeLogits(backend));
    if (!Number.isFinite(delta))
      return refuseRewritten('the rewritten graph gives logits that are no numbers or other ones');
    if (delta > TOLERANCE) return refuseRewritten(`logits differ by up to ${delta.toExponential(1)}`, delta);
    const trouble = gpu?.takeFailure() ?? null;
    if (trouble !== null) return refuseRewritten(`the GPU refused the rewritten graph: ${trouble.detail ?? ''}`);
    // On a GPU the rows of every graph are checked within a tolerance.
    const batchDelta = gpu === null ? await probeBatchDelta(backend, BATCH_SIZES) : 0;
    if (batchDelta !== 0) return refuseRewritten('rows of the rewritten graph depend on each other', delta);
    return { backend, maxLogitDelta: delta };
  } catch (error) {
    return refuseRewritten(
      `the rewritten graph does not run: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
