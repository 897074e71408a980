import { toOk, type Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { probeBatchDelta } from './batch-probe.ts';
import type { CacheMemory } from './cache-memory.ts';
import type { OpenedGpu } from './gpu-device.ts';
import { toGraphShape, type GraphShape } from './graph-shape.ts';
import { expandWeights, type ExpandedWeights } from './onnx/expand-weights.ts';
import { sharePrefix } from './onnx/share-prefix.ts';
import { createSession, type GraphSource } from './open-session.ts';
import { OrtBackend } from './ort-backend.ts';
import type { OrtRuntime } from './ort-runtime.ts';
import { readProbeLogits, toProbeDelta } from './prefix-probe.ts';

/** Largest |Δlogit| between a rewritten graph and the file's. */
const TOLERANCE = 1e-4;
/** Rows of a rewritten graph must not depend on each other; kernels choose their path by the number of rows. */
const BATCH_SIZES = [2, 3, 16];
const MAX_REASON_LENGTH = 500;

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

/** What may be done to the graph. */
export type AskedRewritings = Pick<ModelRef, 'sharedPrefix' | 'expandWeights'>;

/** What runs from now on, and why. */
export interface TriedRewritings {
  readonly backend: OrtBackend;
  readonly report: Pick<LoadReport, 'sharedPrefix' | 'expandedWeights'>;
}

/** One graph to try in place of the file's. */
interface Plan {
  readonly graph: Uint8Array;
  readonly isShared: boolean;
  readonly expanded: Extract<ExpandedWeights, { readonly matrices: number }> | null;
}

/** Why something is not done; absent = it was not tried, or is done. */
interface Reasons {
  shared?: string;
  expanded?: string;
  sharedDelta?: number | null;
}

/**
 * Replaces a graph by a rewriting of it: rows that share their prompt, weights as single-precision numbers, or both. What runs agrees with the file's graph on a probe, and
 * its rows are independent; else the file's graph goes on. One graph is in memory at a time, which the probe's answers of the first make possible. Fails only where the file's
 * graph cannot be opened again.
 */
export async function tryRewritings(plain: PlainGraph, asked: AskedRewritings): Promise<Result<TriedRewritings>> {
  const reasons: Reasons = {};
  const plans = toPlans(plain.source, asked, reasons);
  if (plans.length === 0) return toOk({ backend: plain.backend, report: toReport(asked, null, reasons) });
  const expected = await readProbeLogits(plain.backend);
  await plain.backend.dispose();
  for (const plan of plans) {
    const tried = await openRewritten(plain, plan.graph, expected);
    if (tried.backend !== null)
      return toOk({
        backend: tried.backend,
        report: toReport(asked, { ...plan, delta: tried.maxLogitDelta }, reasons),
      });
    if (plan.isShared) [reasons.shared, reasons.sharedDelta] = [tried.reason, tried.maxLogitDelta];
    if (plan.expanded !== null) reasons.expanded = tried.reason;
  }
  const session = await createSession(plain.runtime, plain.source, plain.gpu?.device ?? null);
  if (!session.ok) return session;
  const backend = new OrtBackend({ ...plain, session: session.value });
  // As before the try: the first run tells the vocabulary.
  await backend.prefill([0]);
  return toOk({ backend, report: toReport(asked, null, reasons) });
}

/** Graphs to try, the most changed one first. */
function toPlans(source: GraphSource, asked: AskedRewritings, reasons: Reasons): readonly Plan[] {
  const plans: Plan[] = [];
  const add = (graph: Uint8Array, expanded: Plan['expanded']): void => {
    if (asked.sharedPrefix !== 'off') {
      const shared = sharePrefix(graph);
      if (shared.graph === null) reasons.shared = shared.reason;
      else plans.push({ graph: shared.graph, isShared: true, expanded });
    }
    if (expanded !== null) plans.push({ graph, isShared: false, expanded });
  };
  if (asked.expandWeights === true) {
    const expanded = expandWeights(source.graph, source.externalData);
    if (expanded.graph === null) reasons.expanded = expanded.reason;
    else add(expanded.graph, expanded);
  }
  add(source.graph, null);
  return plans;
}

function toReport(
  { sharedPrefix, expandWeights: isExpansionAsked = false }: AskedRewritings,
  used: (Plan & { readonly delta: number }) | null,
  { shared, sharedDelta = null, expanded }: Reasons,
): TriedRewritings['report'] {
  const delta = used?.delta ?? null;
  return {
    sharedPrefix:
      sharedPrefix === 'off'
        ? { status: 'off', reason: null, maxLogitDelta: null }
        : used?.isShared === true
          ? { status: 'used', reason: null, maxLogitDelta: delta }
          : { status: 'refused', reason: toReason(shared), maxLogitDelta: sharedDelta },
    ...(isExpansionAsked
      ? {
          expandedWeights: {
            effectiveDtype: used?.expanded ? ('fp32' as const) : null,
            reason: used?.expanded ? null : toReason(expanded),
            matrices: used?.expanded?.matrices ?? 0,
            bytes: used?.expanded?.bytes ?? 0,
            maxLogitDelta: used?.expanded ? delta : null,
          },
        }
      : {}),
  };
}

function toReason(reason: string | undefined): string {
  return (reason ?? 'no reason is known').slice(0, MAX_REASON_LENGTH);
}

type Rewritten =
  | { readonly backend: OrtBackend; readonly maxLogitDelta: number }
  | { readonly backend: null; readonly reason: string; readonly maxLogitDelta: number | null };

function refuse(reason: string, maxLogitDelta: number | null = null): Rewritten {
  return { backend: null, reason, maxLogitDelta };
}

/** Opens a rewritten graph and compares it; on any trouble it is gone again. */
async function openRewritten(
  { runtime, source, memory, gpu }: PlainGraph,
  graph: Uint8Array,
  expected: readonly Float32Array[],
): Promise<Rewritten> {
  const session = await createSession(runtime, { ...source, graph }, gpu?.device ?? null);
  if (!session.ok) return refuse(`the rewritten graph does not load: ${session.failure.detail ?? ''}`);
  const shape = toGraphShape(session.value.inputMetadata, session.value.outputMetadata);
  if (!shape.ok) {
    await session.value.release();
    return refuse(shape.failure.message);
  }
  const backend = new OrtBackend({ runtime, session: session.value, shape: shape.value, memory });
  const checked = await check(backend, expected, gpu);
  if (checked.backend === null) await backend.dispose();
  return checked;
}

async function check(
  backend: OrtBackend,
  expected: readonly Float32Array[],
  gpu: OpenedGpu | null,
): Promise<Rewritten> {
  try {
    await backend.prefill([0]);
    const delta = toProbeDelta(expected, await readProbeLogits(backend));
    if (!Number.isFinite(delta)) return refuse('the rewritten graph gives logits that are no numbers or other ones');
    if (delta > TOLERANCE) return refuse(`logits differ by up to ${delta.toExponential(1)}`, delta);
    const trouble = gpu?.takeFailure() ?? null;
    if (trouble !== null) return refuse(`the GPU refused the rewritten graph: ${trouble.detail ?? ''}`);
    // On a GPU the rows of every graph are checked within a tolerance.
    const batchDelta = gpu === null ? await probeBatchDelta(backend, BATCH_SIZES) : 0;
    if (batchDelta !== 0) return refuse('rows of the rewritten graph depend on each other', delta);
    return { backend, maxLogitDelta: delta };
  } catch (error) {
    return refuse(`the rewritten graph does not run: ${error instanceof Error ? error.message : String(error)}`);
  }
}
