import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { RunSummary, TranscriptStore } from '#harness/ports.ts';
import type { JournalSource } from './idb-run-index.ts';

/** Journals as the source of the run index. */
export function createJournalSource(transcripts: TranscriptStore): JournalSource {
  return {
    listRuns: listRunFolders,
    summarise: async (runId) => {
      const events = await transcripts.read(runId);
      return events.ok ? toRunSummary(runId, events.value) : null;
    },
  };
}

/** Names of the run folders, read from the page so that an empty list starts no worker. */
async function listRunFolders(): Promise<readonly string[]> {
  try {
    const root = await navigator.storage.getDirectory();
    const runIds: string[] = [];
    for await (const name of (await root.getDirectoryHandle('runs')).keys()) runIds.push(name);
    return runIds;
  } catch (error) {
    // No folder yet, or no private file system at all: nothing to find. Storage itself reports the latter when it is used.
    if (error instanceof DOMException) return [];
    throw error;
  }
}

async function toRunSummary(runId: string, events: readonly TranscriptEvent[]): Promise<RunSummary | null> {
  const { toRunRows } = await import('#harness/to-run-rows.ts');
  const folded = toRunRows(events);
  if (!folded.ok) return null;
  const { rows, plan, createdAt, status } = folded.value;
  return {
    runId,
    name: rows.config.name,
    modelIds: rows.config.models.map((model) => model.modelId),
    taskTitle: rows.config.task.title,
    createdAt,
    status,
    trialCount: plan.trialCount,
    completedTrials: rows.transcripts.filter((row) => row.status === 'completed').length,
  };
}
