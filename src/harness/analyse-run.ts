import type { Report } from '#core/model/report.ts';
import { toPerplexityMode } from '#core/model/task-mode.ts';
import { createAnalysisContext, type AnalysisContext } from './analyse-context.ts';
import { analyseCounts } from './analyse-counts.ts';
import { analyseModelPairs } from './analyse-model-pairs.ts';
import { analyseAnswers, analyseOutputs } from './analyse-output-guard.ts';
import { warnOfPrecision, withPrecisionInterval } from './analyse-precision.ts';
import { analysePredictability } from './analyse-predictability.ts';
import { analyseReplicas } from './analyse-replicas.ts';
import { analyseTokens } from './analyse-robustness-tokens.ts';
import { analyseScorer } from './analyse-scorer.ts';
import { analyseSeverity } from './analyse-severity.ts';
import { analyseTextLikelihood, analyseTextPairs } from './analyse-text-likelihood.ts';
import { analyseTexts } from './analyse-texts.ts';
import { analyseTimings } from './analyse-timings.ts';
import { analyseWarnings, warnOfClasses, warnOfFailures, warnOfSize } from './analyse-warnings.ts';
import type { RunRows } from './run-rows.ts';
import { warnOfOutputs } from './warn-of-outputs.ts';

/**
 * The report of a run, finished or not: a pure function of its rows. Same rows, same report, whatever the order of the score and timing
 * rows; bootstrap draws come from `config.analysis.bootstrap.seed`.
 * Estimates: model by model, scorer by scorer, then token drift, replicas, texts, outputs, latency, tokens and cost of the model; then pairs of
 * models.
 */
export function analyseRun(rows: RunRows): Report {
  const context = createAnalysisContext(rows);
  const { models, scorers } = rows.config;
  if (toPerplexityMode(rows.config.task) !== null) return analyseTextRun(rows, context);
  const estimates = models.flatMap(({ modelId }) => [
    ...scorers.flatMap((scorer) => [
      ...analyseScorer(context, modelId, scorer),
      ...analyseAnswers(context, modelId, scorer),
      ...analysePredictability(context, modelId, scorer),
      ...analyseSeverity(context, modelId, scorer),
    ]),
    ...analyseTokens(context, modelId),
    ...analyseReplicas(context, modelId),
    ...analyseTexts(context, modelId),
    ...analyseOutputs(context, modelId),
    ...analyseTimings(context, modelId),
  ]);
  const counts = models.flatMap(({ modelId }) => analyseCounts(context, modelId));
  const { precision } = rows;
  const all = [...withPrecisionInterval(context, precision, estimates), ...analyseModelPairs(context)];
  const warnings = [...(precision === undefined ? [] : [warnOfPrecision(precision)]), ...analyseWarnings(rows, counts)];
  warnings.push(...models.flatMap(({ modelId }) => warnOfOutputs(estimates, modelId)));
  return { ...toReport(rows, all, counts, warnings), ...(precision === undefined ? {} : { precision }) };
}

/** The report of a task of texts: how well each model foretells them, then time and tokens. */
function analyseTextRun(rows: RunRows, context: AnalysisContext): Report {
  const { models } = rows.config;
  const estimates = models.flatMap(({ modelId }) => [
    ...analyseTextLikelihood(context, modelId),
    ...analyseReplicas(context, modelId),
    // A text has no prompt, whose tokens could be read by the second.
    ...analyseTimings(context, modelId).filter(({ metric }) => metric !== 'prefill_tps'),
  ]);
  const counts = models.flatMap(({ modelId }) => analyseCounts(context, modelId));
  const failures = models.flatMap(({ modelId }) =>
    warnOfFailures(
      modelId,
      counts.filter(({ model }) => model === modelId),
    ),
  );
  const warnings = [...warnOfSize(rows), ...warnOfClasses(rows), ...failures];
  return toReport(rows, [...estimates, ...analyseTextPairs(context)], counts, warnings);
}

function toReport(
  { runId, configHash, designHash }: RunRows,
  estimates: Report['estimates'],
  counts: Report['counts'],
  warnings: readonly string[],
): Report {
  return { schemaVersion: 1, runId, configHash, designHash, estimates, counts, warnings: [...warnings] };
}
