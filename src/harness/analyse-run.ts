import type { Estimate, Report } from '#core/model/report.ts';
import { toPerplexityMode } from '#core/model/task-mode.ts';
import { createAnalysisContext, type AnalysisContext } from './analyse-context.ts';
import { analyseCounts } from './analyse-counts.ts';
import { analyseModelPairs } from './analyse-model-pairs.ts';
import { analyseAnswers, analyseOutputs } from './analyse-output-guard.ts';
import { warnOfPrecision, withPrecisionInterval } from './analyse-precision.ts';
import { analysePredictability } from './analyse-predictability.ts';
import { analysePromptTokens } from './analyse-prompt-tokens.ts';
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
  const parts = analyseRunInParts(rows);
  let step = parts.next();
  while (step.done !== true) step = parts.next();
  return step.value;
}

/** Some estimates of the report, in their place. */
interface ReportSegment {
  /** `later`: METRICS §4 and §2.12, which take most of the time and which the headline does not need. */
  readonly stage: 'first' | 'later';
  readonly run: () => readonly Estimate[];
}

/**
 * The same report step by step: yields it without what takes long, then with more and more of it, and returns it whole. Whatever has been
 * computed stands in its final place with its final value.
 */
export function* analyseRunInParts(rows: RunRows): Generator<Report, Report, undefined> {
  const context = createAnalysisContext(rows);
  if (toPerplexityMode(rows.config.task) !== null) return analyseTextRun(rows, context);
  const counts = rows.config.models.flatMap(({ modelId }) => analyseCounts(context, modelId));
  const { precision } = rows;
  const segments = listSegments(rows, context);
  const done = segments.map(({ stage, run }) => (stage === 'first' ? run() : []));
  // What they are drawn from is all there.
  const first = done.flat();
  const warnings = [
    ...(precision === undefined ? [] : [warnOfPrecision(precision)]),
    ...analyseWarnings(rows, counts),
    ...rows.config.models.flatMap(({ modelId }) => warnOfOutputs(first, modelId)),
  ];
  const toPart = (estimates: readonly Estimate[]): Report => ({
    ...toReport(rows, [...withPrecisionInterval(context, precision, estimates)], counts, warnings),
    ...(precision === undefined ? {} : { precision }),
  });
  for (const [place, { stage, run }] of segments.entries()) {
    if (stage === 'first') continue;
    yield toPart(done.flat());
    done[place] = run();
  }
  return toPart(done.flat());
}

function listSegments({ config }: RunRows, context: AnalysisContext): readonly ReportSegment[] {
  const first = (run: ReportSegment['run']): ReportSegment => ({ stage: 'first', run });
  const later = (run: ReportSegment['run']): ReportSegment => ({ stage: 'later', run });
  return [
    ...config.models.flatMap(({ modelId }) => [
      ...config.scorers.flatMap((scorer) => [
        first(() => [...analyseScorer(context, modelId, scorer), ...analyseAnswers(context, modelId, scorer)]),
        later(() => analysePredictability(context, modelId, scorer)),
        first(() => analyseSeverity(context, modelId, scorer)),
      ]),
      first(() => [
        ...analysePromptTokens(context, modelId),
        ...analyseTokens(context, modelId),
        ...analyseReplicas(context, modelId),
      ]),
      later(() => analyseTexts(context, modelId)),
      first(() => [...analyseOutputs(context, modelId), ...analyseTimings(context, modelId)]),
    ]),
    first(() => analyseModelPairs(context)),
  ];
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
