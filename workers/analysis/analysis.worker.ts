import { expose } from 'comlink';
import { toOk, type Result } from '#core/errors/result.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import { analyseRunInParts } from '#harness/analyse-run.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import type { AnalysisApi } from '#workers/contract/analysis.ts';
import { guard } from '../shared/guard.ts';

function fold(lines: readonly string[]): Result<FoldedRun> {
  const events = parseTranscriptLines(lines);
  return events.ok ? toRunRows(events.value) : events;
}

const analyseJournal: AnalysisApi['analyseJournal'] = (lines, onPart) =>
  guard(async () => {
    const folded = fold(lines);
    if (!folded.ok) return folded;
    const parts = analyseRunInParts(folded.value.rows);
    let step = parts.next();
    while (step.done !== true) {
      onPart(step.value);
      step = parts.next();
    }
    return toOk(step.value);
  });

const analyseScores: AnalysisApi['analyseScores'] = (name, bytes) =>
  guard(async () => {
    const { openScoresFile } = await import('#harness/open-scores-file.ts');
    return openScoresFile(bytes, name);
  });

const compareJournals: AnalysisApi['compareJournals'] = (linesA, linesB, asked) =>
  guard(async () => {
    const { compareStoredRuns } = await import('#harness/compare-bundles.ts');
    const a = fold(linesA);
    if (!a.ok) return a;
    const b = fold(linesB);
    return b.ok ? toOk(compareStoredRuns(a.value, b.value, asked)) : b;
  });

const toColumns: AnalysisApi['toColumns'] = (lines, scorer) =>
  guard(async () => {
    const { toParetoColumns } = await import('#harness/pareto-columns.ts');
    const folded = fold(lines);
    return folded.ok ? toOk(toParetoColumns(folded.value.rows, scorer, 'sample')) : folded;
  });

const compareConfigurations: AnalysisApi['compareConfigurations'] = (journals, question) =>
  guard(async () => {
    const { answerConfigurations } = await import('#harness/compare-configurations.ts');
    const runs: FoldedRun[] = [];
    for (const lines of journals) {
      const folded = fold(lines);
      if (!folded.ok) return folded;
      runs.push(folded.value);
    }
    return toOk(answerConfigurations(runs, question));
  });

const compareOnAxes: AnalysisApi['compareOnAxes'] = (request) =>
  guard(async () => {
    const { answerAxesRequest } = await import('#core/metrics/axes-request.ts');
    return toOk(answerAxesRequest(request));
  });

expose({
  analyseJournal,
  analyseScores,
  compareJournals,
  toColumns,
  compareConfigurations,
  compareOnAxes,
} satisfies AnalysisApi);
