import type { Result } from '#core/errors/result.ts';
import { toOk } from '#core/errors/result.ts';
import type { Report } from '#core/model/report.ts';
import type { Ports } from '#harness/ports.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';

export interface ReportData {
  readonly run: FoldedRun;
  readonly report: Report;
}

/** A run's journal as report and rows, computed anew. */
export async function loadReport(ports: Ports, runId: string): Promise<Result<ReportData>> {
  const lines = await ports.transcripts.readLines(runId);
  if (!lines.ok) return lines;
  const [report, events] = await Promise.all([ports.analysis.analyse(lines.value), ports.transcripts.read(runId)]);
  if (!report.ok) return report;
  if (!events.ok) return events;
  const run = toRunRows(events.value);
  return run.ok ? toOk({ run: run.value, report: report.value }) : run;
}
