import type { Result } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { Decoding } from '#core/model/decoding.ts';
import { openInferenceSession } from '#platform/inference-session.ts';
import { createWorkerRegistry } from '#platform/worker-registry.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import type { Pass, RuntimesCase } from '../../runtimes/runtimes-api.ts';
import { toPromptIds } from './prompt.ts';

/** T = 1 over the whole vocabulary: what evaluations ask for, and what the other ways do too. */
const DECODING: Omit<Decoding, 'maxNewTokens'> = {
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  stopStrings: [],
};

/** The app's own engine, worker and all. @param rowsPerCall null = all trials in one call. */
export async function openOwnRuntime(
  model: VerifiedModel,
  { promptTokens, newTokens }: RuntimesCase,
  rowsPerCall: number | null,
): Promise<{ readonly report: LoadReport; measure(trials: number): Promise<Pass>; close(): Promise<void> }> {
  const { signal } = new AbortController();
  const session = unwrap(
    await openInferenceSession(createWorkerRegistry(), model, { onDelta: () => undefined, signal }),
  );
  const promptTokenIds = toPromptIds(promptTokens);
  const decoding = { ...DECODING, maxNewTokens: newTokens };
  return {
    report: session.report,
    measure: async (trials) => {
      const rows = rowsPerCall ?? trials;
      let outputTokens = 0;
      const startedAtMs = performance.now();
      for (let first = 0; first < trials; first += rows) {
        const trialKeys = Array.from({ length: rows }, (_, row) => sha256Hex(`bench/runtimes/${first + row}`));
        const group = { groupIndex: 0, promptTokenIds, trialKeys, decoding, batchSize: rows };
        const output = unwrap(await session.generate(group, signal));
        outputTokens += output.rows.reduce((sum, row) => sum + row.output.outputTokenIds.length, 0);
      }
      return { outputTokens, wallMs: performance.now() - startedAtMs };
    },
    close: async () => session[Symbol.asyncDispose](),
  };
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.detail ?? ''}`);
  return result.value;
}
