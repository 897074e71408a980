import type { AnalysisConfig } from '#core/model/harness-config.ts';
import type { Estimate, Report, TrialCounts } from '#core/model/report.ts';
import type { ScoreFileRow } from '#core/model/score-file-row.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { toAbsentEstimates, withholdAnswers } from './absent-estimates.ts';
import { createAnalysisContext, type AnalysisContext } from './analyse-context.ts';
import { analyseGivenConfidence } from './analyse-given-confidence.ts';
import { analyseGivenCosts, analyseGivenSeverity, analyseGivenTokens } from './analyse-given.ts';
import { analyseModelPairs } from './analyse-model-pairs.ts';
import { analyseScorer } from './analyse-scorer.ts';
import { analyseTexts } from './analyse-texts.ts';
import { warnOfClasses, warnOfFailures, warnOfSize } from './analyse-warnings.ts';
import type { ScoresFile } from './parse-scores-file.ts';
import { GIVEN_SCORER, toScoresRows } from './scores-rows.ts';

/**
 * The report over scores of another program: the same estimators as for a run, as far as the rows allow; the rest is null and says what is missing. Pure: the same
 * rows and settings give the same estimates, whatever the order of the rows. The one scorer is called `given`.
 */
export function analyseScoresFile(file: ScoresFile, analysis: AnalysisConfig): Report {
  const context = createAnalysisContext(toScoresRows(file, analysis));
  const { runId, configHash, designHash, config } = context.rows;
  const models = config.models.map(({ modelId }) => modelId);
  const rowsByModel = Map.groupBy(file.rows, ({ model }) => model);
  const counts = models.flatMap((model) => countTrials(context, file, rowsByModel.get(model) ?? [], model));
  return {
    schemaVersion: 1,
    runId,
    configHash,
    designHash,
    estimates: [
      ...models.flatMap((model) => analyseModel(context, file, rowsByModel.get(model) ?? [], model)),
      ...analyseModelPairs(context),
    ],
    counts,
    warnings: [...toWarnings(context, file, counts)],
  };
}

function analyseModel(
  context: AnalysisContext,
  { columns }: ScoresFile,
  rows: readonly ScoreFileRow[],
  model: string,
): readonly Estimate[] {
  const completed = rows.filter(({ status }) => status === 'completed');
  const has = { confidence: columns.has('confidence'), answer: columns.has('answer') };
  // A scores file knows no families, and confidences only from its own column.
  const scored = analyseScorer(context, model, GIVEN_SCORER).filter(({ params }) => params['family'] === undefined);
  const texts = analyseTexts(context, model).filter(({ metric }) => metric !== 'confidence_consistency');
  return [
    ...withholdAnswers(scored, columns),
    ...analyseGivenConfidence(context, model, completed, has),
    ...(columns.has('severity') ? analyseGivenSeverity(context, model, completed) : []),
    ...(columns.has('raw') ? texts : []),
    ...(columns.has('costSeconds') ? analyseGivenCosts(context, model, completed) : []),
    ...(columns.has('tokens') ? analyseGivenTokens(context, model, completed) : []),
    ...toAbsentEstimates(model, columns),
  ];
}

/** Rows by condition; every row counts as planned, so none is missing. */
function countTrials(
  { rows: { conditions } }: AnalysisContext,
  { columns }: ScoresFile,
  rows: readonly ScoreFileRow[],
  model: string,
): readonly TrialCounts[] {
  const rowsByCondition = Map.groupBy(rows, ({ conditionId }) => conditionId);
  return conditions.map(({ conditionId }) => {
    const own = rowsByCondition.get(conditionId) ?? [];
    const completed = own.filter(({ status }) => status === 'completed');
    const unparsable = completed.filter(({ answer }) => answer === null).length;
    return {
      model,
      conditionId,
      planned: own.length,
      completed: completed.length,
      failed: own.length - completed.length,
      retried: 0,
      unparsable: columns.has('answer') ? { [GIVEN_SCORER.name]: unparsable } : {},
      noopSamples: 0,
    };
  });
}

const MIN_EPOCHS = 5;

function toWarnings(
  { rows }: AnalysisContext,
  { name, sha256, rows: given, ignored }: ScoresFile,
  counts: readonly TrialCounts[],
): readonly string[] {
  const epochs = rows.config.protocol.epochs.baseline;
  const hasOriginal = given.some(({ conditionId }) => conditionId === ORIGINAL);
  return [
    `The scores come from another program (${name}, SHA-256 ${sha256}, ${given.length} rows); nothing in them was computed again.`,
    ...(ignored.length === 0 ? [] : [`Columns that are not read: ${ignored.join(', ')}.`]),
    ...(hasOriginal ? [] : ['No row has condition "original", so accuracy and consistency have nothing to stand on.']),
    ...warnOfSize(rows),
    ...(hasOriginal && epochs < MIN_EPOCHS
      ? [
          `No sample has more than ${epochs} unperturbed ${epochs === 1 ? 'epoch' : 'epochs'}, fewer than ${MIN_EPOCHS}: consistency is measured coarsely.`,
        ]
      : []),
    ...warnOfClasses(rows),
    ...rows.config.models.flatMap(({ modelId }) =>
      warnOfFailures(
        modelId,
        counts.filter(({ model }) => model === modelId),
      ),
    ),
  ];
}
