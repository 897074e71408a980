import { toModelHash } from '#core/model/trial-key.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import type { RunIndex, RunSummary } from '#harness/ports.ts';
import type { StorageApi } from '#workers/contract/storage.ts';
import type { WorkerHost } from './worker-host.ts';

/** Runs by the hashes of the models in their configurations, from the first line of each journal. */
export async function readModelUsage(
  storage: WorkerHost<StorageApi>,
  runs: RunIndex,
): Promise<ReadonlyMap<string, readonly RunSummary[]>> {
  const runsByHash = new Map<string, RunSummary[]>();
  for (const run of await runs.list()) {
    const head = await storage.call((api) => api.readJournalHead(run.runId));
    const events = head.ok ? parseTranscriptLines([head.value]) : head;
    const event = events.ok ? events.value[0] : undefined;
    if (event?.type !== 'run-start') continue;
    for (const model of event.config.models) {
      const modelHash = toModelHash(model);
      runsByHash.set(modelHash, [...(runsByHash.get(modelHash) ?? []), run]);
    }
  }
  return runsByHash;
}
