import { expose } from 'comlink';
import { toFailed, type Result } from '#core/errors/result.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import type { Report } from '#core/model/report.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import type { AnalysisApi } from '#workers/contract/analysis.ts';

async function analyseJournal(lines: readonly string[]): Promise<Result<Report>> {
  try {
    const events = parseTranscriptLines(lines);
    if (!events.ok) return events;
    const folded = toRunRows(events.value);
    if (!folded.ok) return folded;
    return analyseRun(folded.value.rows);
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return toFailed('internal', 'The statistics of this run could not be computed. Reload and try again.', { detail });
  }
}

expose({ analyseJournal } satisfies AnalysisApi);
