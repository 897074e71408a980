import type { Services } from '#app/ports-context.tsx';
import type { RunSummary } from '#harness/ports.ts';

/** The run as the index knows it; null when it does not. */
export async function loadRun({ ports }: Services, runId: string): Promise<RunSummary | null> {
  const summaries = await ports.runs.list();
  return summaries.find((summary) => summary.runId === runId) ?? null;
}
