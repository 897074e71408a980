import type { Result } from '#core/errors/result.ts';
import type { Report } from '#core/model/report.ts';

/** Statistics and bundles off the page's thread. Journal lines are parsed inside the worker. */
export interface AnalysisApi {
  /** Report of a journal, complete or not. */
  analyseJournal(lines: readonly string[]): Promise<Result<Report>>;
}
