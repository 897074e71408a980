import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { Result } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { TrialKey } from '#core/model/trial.ts';
import type { ModelSession } from '#harness/ports.ts';
import { openInferenceSession } from '#platform/inference-session.ts';
import { createWorkerRegistry } from '#platform/worker-registry.ts';
import type { GroupOutput, VerifiedModel } from '#workers/contract/inference.ts';
import type { Measurement, Workload } from '../bench-page-api.ts';

/** One call of `generate`: a prompt with some or one of its trials. */
interface Request {
  readonly promptTokenIds: readonly number[];
  readonly trialKeys: readonly TrialKey[];
}

/**
 * The app's own engine, worker and all. @param rowsPerCall `workload.epochs` = a group at a time; 1 = each trial alone.
 */
export async function openOwnEngine(
  workload: Omit<Workload, 'model'>,
  model: VerifiedModel,
  rowsPerCall: number,
): Promise<{ measure(): Promise<Measurement> }> {
  const never = new AbortController().signal;
  const session = unwrap(
    await openInferenceSession(createWorkerRegistry(), model, { onDelta: () => undefined, signal: never }),
  );
  const requests = await toRequests(session, workload, rowsPerCall);
  return {
    measure: async () => {
      const outputs: GroupOutput[] = [];
      const startedAtMs = performance.now();
      for (const [groupIndex, { promptTokenIds, trialKeys }] of requests.entries()) {
        const { decoding } = workload;
        const group = { groupIndex, promptTokenIds, trialKeys, decoding, batchSize: rowsPerCall };
        outputs.push(unwrap(await session.generate(group, never)));
      }
      return toMeasurement(outputs, performance.now() - startedAtMs);
    },
  };
}

async function toRequests(
  session: ModelSession,
  workload: Omit<Workload, 'model'>,
  rowsPerCall: number,
): Promise<readonly Request[]> {
  const { samples, system, epochs } = workload;
  const prompts = unwrap(
    await session.prepare(
      samples.map(({ input }) => ({ system, user: input })),
      new AbortController().signal,
    ),
  );
  return prompts.flatMap(({ promptTokenIds }, index) => {
    const keys = Array.from({ length: epochs }, (_, epoch) => sha256Hex(`bench/${samples[index]?.sampleId}/${epoch}`));
    return Array.from({ length: Math.ceil(epochs / rowsPerCall) }, (_, call) => ({
      promptTokenIds,
      trialKeys: keys.slice(call * rowsPerCall, (call + 1) * rowsPerCall),
    }));
  });
}

function toMeasurement(outputs: readonly GroupOutput[], wallMs: number): Measurement {
  const tokenIds = outputs.flatMap(({ rows }) => rows.map(({ output }) => output.outputTokenIds));
  const sum = (part: 'runtimeMs' | 'samplingMs' | 'otherMs'): number =>
    outputs.reduce((total, { profile }) => total + profile[part], 0);
  return {
    outputTokens: tokenIds.reduce((total, ids) => total + ids.length, 0),
    wallMs,
    profile: { runtimeMs: sum('runtimeMs'), samplingMs: sum('samplingMs'), otherMs: sum('otherMs') },
    outputHash: sha256Hex(toCanonicalJson(tokenIds)),
  };
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.detail ?? ''}`);
  return result.value;
}
