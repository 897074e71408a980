import type { Result } from '#core/errors/result.ts';
import type { Ports } from '#harness/ports.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';

/** A run's journal as rows. */
export async function loadTranscripts(ports: Ports, runId: string): Promise<Result<FoldedRun>> {
  const events = await ports.transcripts.read(runId);
  return events.ok ? toRunRows(events.value) : events;
}
