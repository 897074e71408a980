import type { Result } from '#core/errors/result.ts';
import { toOk } from '#core/errors/result.ts';
import type { Report } from '#core/model/report.ts';
import type { Ports } from '#harness/ports.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';

/** A run's journal and the rows in it; the report is computed from it while the screen is shown. */
export interface OpenedRun {
  readonly run: FoldedRun;
  readonly lines: readonly string[];
}

export interface ReportData {
  readonly run: FoldedRun;
  readonly report: Report;
}

/** Reads a run's journal. */
export async function loadReport(ports: Ports, runId: string): Promise<Result<OpenedRun>> {
  const [lines, events] = await Promise.all([ports.transcripts.readLines(runId), ports.transcripts.read(runId)]);
  if (!lines.ok) return lines;
  if (!events.ok) return events;
  const run = toRunRows(events.value);
  return run.ok ? toOk({ run: run.value, lines: lines.value }) : run;
}
