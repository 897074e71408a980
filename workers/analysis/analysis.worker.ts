import { expose } from 'comlink';
import { toOk, type Result } from '#core/errors/result.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import type { Report } from '#core/model/report.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import type { AnalysisApi } from '#workers/contract/analysis.ts';
import { guard } from '../shared/guard.ts';

const analyseJournal = (lines: readonly string[]): Promise<Result<Report>> =>
  guard(async () => {
    const events = parseTranscriptLines(lines);
    if (!events.ok) return events;
    const folded = toRunRows(events.value);
    return folded.ok ? toOk(analyseRun(folded.value.rows)) : folded;
  });

const analyseScores: AnalysisApi['analyseScores'] = (name, bytes) =>
  guard(async () => {
    const { openScoresFile } = await import('#harness/open-scores-file.ts');
    return openScoresFile(bytes, name);
  });

expose({ analyseJournal, analyseScores } satisfies AnalysisApi);
