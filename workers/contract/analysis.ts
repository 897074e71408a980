import type { Result } from '#core/errors/result.ts';
import type { AxesComparison } from '#core/metrics/compare-on-axes.ts';
import type { ParetoColumn } from '#core/metrics/pareto-column.ts';
import type { ConfigurationsAnswer, ConfigurationsQuestion } from '#core/model/configurations-comparison.ts';
import type { Report } from '#core/model/report.ts';
import type { ComparisonAsked } from '#core/replication/replication-settings.ts';
import type { RunComparison } from '#core/model/run-comparison.ts';
import type { ScoresReport } from '#core/model/scores-report.ts';
import type { AxesRequest } from '#core/metrics/axes-request.ts';

/** Statistics and bundles off the page's thread. Journal lines are parsed inside the worker. */
export interface AnalysisApi {
  /**
   * Report of a journal, complete or not. `onPart` gets what is ready while the rest is computed: numbers in it are final. Cancelled by
   * ending the worker.
   */
  analyseJournal(lines: readonly string[], onPart: (report: Report) => void): Promise<Result<Report>>;
  /** Report over a scores file; the end of `name` says its format. The code for it is loaded with the first one. */
  analyseScores(name: string, bytes: Uint8Array): Promise<Result<ScoresReport>>;
  /** Do two runs agree? Journals as lines; `delta` is the margin δ in (0, 1). */
  compareJournals(a: readonly string[], b: readonly string[], asked: ComparisonAsked): Promise<Result<RunComparison>>;
  /** The models of a journal as configurations under one scorer, matched by sample. */
  toColumns(lines: readonly string[], scorer: string): Promise<Result<readonly ParetoColumn[]>>;
  /** Models of several runs against a baseline. */
  compareConfigurations(
    journals: readonly (readonly string[])[],
    question: ConfigurationsQuestion,
  ): Promise<Result<ConfigurationsAnswer>>;
  /** Places configurations on axes, with P(on frontier). */
  compareOnAxes(request: AxesRequest): Promise<Result<AxesComparison>>;
}
