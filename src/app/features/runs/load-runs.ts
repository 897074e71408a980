import type { Ports, RunSummary, StorageUse } from '#harness/ports.ts';

/** How long a deleted run can be restored. */
export const RESTORE_HOURS = 24;

/** What the Runs screen shows. */
export interface RunsData {
  readonly runs: readonly RunSummary[];
  /** Deleted, not yet removed; the latest first. */
  readonly discarded: readonly RunSummary[];
  readonly storage: StorageUse;
}

/** Reads the list, and removes for good what was deleted longer ago than it can be restored. */
export async function loadRuns(ports: Ports): Promise<RunsData> {
  const bestBefore = Date.parse(ports.clock.isoNow()) - RESTORE_HOURS * 3_600_000;
  for (const { runId, discardedAt } of await ports.runs.listDiscarded()) {
    if (discardedAt === undefined || Date.parse(discardedAt) > bestBefore) continue;
    const deleted = await ports.transcripts.delete(runId);
    if (deleted.ok) await ports.runs.remove(runId);
  }
  const [runs, discarded, storage] = await Promise.all([
    ports.runs.list(),
    ports.runs.listDiscarded(),
    ports.storage.measure(),
  ]);
  const byTime = (a: RunSummary, b: RunSummary): number => ((a.discardedAt ?? '') < (b.discardedAt ?? '') ? 1 : -1);
  return { runs, discarded: discarded.toSorted(byTime), storage };
}
