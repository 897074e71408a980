import type { Result } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { createInferenceClient } from '#platform/inference-client.ts';
import { createWorkerRegistry } from '#platform/worker-registry.ts';
import type { FirstToken, Workload } from '../bench-page-api.ts';

/** Opens the workload's model as the app does, files from its storage, and asks for one token of the first sample. */
export async function measureFirstToken({ model, system, samples, decoding }: Workload): Promise<FirstToken> {
  const { signal } = new AbortController();
  const startedAtMs = performance.now();
  const nothing = (): void => undefined;
  const client = createInferenceClient(createWorkerRegistry());
  await using session = unwrap(await client.open(model, { onProgress: nothing, onDelta: nothing, signal }));
  const loadedAtMs = performance.now();
  const prompts = samples.slice(0, 1).map(({ input }) => ({ system, user: input }));
  const promptTokenIds = unwrap(await session.prepare(prompts, signal))[0]?.promptTokenIds ?? [];
  const group = { groupIndex: 0, promptTokenIds, trialKeys: [sha256Hex('bench/first-token')], batchSize: 1 };
  unwrap(await session.generate({ ...group, decoding: { ...decoding, maxNewTokens: 1 } }, signal));
  return { loadMs: loadedAtMs - startedAtMs, firstTokenMs: performance.now() - startedAtMs };
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.detail ?? ''}`);
  return result.value;
}
