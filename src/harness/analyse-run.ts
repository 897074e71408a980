import type { Report } from '#core/model/report.ts';
import { createAnalysisContext } from './analyse-context.ts';
import { analyseCounts } from './analyse-counts.ts';
import { analyseModelPairs } from './analyse-model-pairs.ts';
import { analysePredictability } from './analyse-predictability.ts';
import { analyseReplicas } from './analyse-replicas.ts';
import { analyseTokens } from './analyse-robustness-tokens.ts';
import { analyseScorer } from './analyse-scorer.ts';
import { analyseSeverity } from './analyse-severity.ts';
import { analyseTexts } from './analyse-texts.ts';
import { analyseTimings } from './analyse-timings.ts';
import { analyseWarnings } from './analyse-warnings.ts';
import type { RunRows } from './run-rows.ts';

/**
 * The report of a run, finished or not: a pure function of its rows. Same rows, same report, whatever the order of the score and timing
 * rows; bootstrap draws come from `config.analysis.bootstrap.seed`.
 * Estimates: model by model, scorer by scorer, then token drift, replicas, texts, latency, tokens and cost of the model; then pairs of models.
 */
export function analyseRun(rows: RunRows): Report {
  const context = createAnalysisContext(rows);
  const { models, scorers } = rows.config;
  const estimates = models.flatMap(({ modelId }) => [
    ...scorers.flatMap((scorer) => [
      ...analyseScorer(context, modelId, scorer),
      ...analysePredictability(context, modelId, scorer),
      ...analyseSeverity(context, modelId, scorer),
    ]),
    ...analyseTokens(context, modelId),
    ...analyseReplicas(context, modelId),
    ...analyseTexts(context, modelId),
    ...analyseTimings(context, modelId),
  ]);
  const counts = models.flatMap(({ modelId }) => analyseCounts(context, modelId));
  return {
    schemaVersion: 1,
    runId: rows.runId,
    configHash: rows.configHash,
    designHash: rows.designHash,
    estimates: [...estimates, ...analyseModelPairs(context)],
    counts,
    warnings: [...analyseWarnings(rows, counts)],
  };
}
