import type { Estimate } from '#core/model/report.ts';
import type { ScoreFileRow } from '#core/model/score-file-row.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { confidenceConsistency } from '#core/stats/confidence-consistency.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { toAnswerPairs } from '#core/stats/predictability/answer-confidence.ts';
import { indexPairs, type ConfidencePair } from '#core/stats/predictability/confidence-table.ts';
import { corpNull } from '#core/stats/predictability/corp-null.ts';
import { coverageGuaranteed } from '#core/stats/predictability/coverage-guaranteed.ts';
import { measureConfidence, type ConfidenceKind } from '#core/stats/predictability/measure-confidence.ts';
import { RISK } from '#core/stats/predictability/table-metrics.ts';
import type { AnalysisContext } from './analyse-context.ts';
import { GIVEN_SCORER, toSuccess } from './scores-rows.ts';

/** Chance that the guaranteed coverage fails, as in the report of a run. */
const DELTA = 0.05;

const scorer = GIVEN_SCORER.name;

/** A source with its pairs; `eligible` counts what could have a confidence. */
interface Source {
  readonly source: string;
  readonly kind: ConfidenceKind;
  readonly pairs: readonly ConfidencePair[];
  readonly eligible: number;
}

/**
 * How well success can be told beforehand, on the original prompts (METRICS §4): by the confidence that the rows give (`params.source` = `given`) and, where they give
 * answers, by the agreement of a sample's answers.
 * @param rows completed ones of one model.
 */
export function analyseGivenConfidence(
  context: AnalysisContext,
  model: string,
  rows: readonly ScoreFileRow[],
  has: { readonly confidence: boolean; readonly answer: boolean },
): readonly Estimate[] {
  const original = rows.filter(({ conditionId }) => conditionId === ORIGINAL);
  const sources = [
    ...(has.confidence ? [toGivenSource(original)] : []),
    ...(has.answer ? toAnswerSources(original) : []),
  ];
  return [
    ...sources.flatMap((source) => analyseSource(context, model, source)),
    ...(has.confidence ? [analyseSteadiness(context, model, original)] : []),
  ];
}

function toGivenSource(rows: readonly ScoreFileRow[]): Source {
  const pairs = rows.flatMap((row): readonly ConfidencePair[] => {
    const { sampleId, clusterId, epoch, confidence } = row;
    if (confidence === null) return [];
    return [{ sampleId, clusterId: clusterId ?? sampleId, epoch, confidence, success: toSuccess(row) }];
  });
  return { source: 'given', kind: 'probability', pairs, eligible: rows.length };
}

function toAnswerSources(rows: readonly ScoreFileRow[]): readonly Source[] {
  const observations = rows.map((row) => {
    const { sampleId, clusterId, conditionId, epoch, value, answer } = row;
    const names = { sampleId, clusterId: clusterId ?? sampleId, conditionId, epoch };
    return { ...names, value: value ?? 0, success: toSuccess(row), answer };
  });
  const eligible = new Set(rows.map(({ sampleId }) => sampleId)).size;
  return [
    {
      source: 'self_consistency',
      kind: 'probability',
      pairs: toAnswerPairs(observations, 'self_consistency'),
      eligible,
    },
    { source: 'neg_entropy', kind: 'ranking', pairs: toAnswerPairs(observations, 'neg_entropy'), eligible },
  ];
}

function analyseSource(
  context: AnalysisContext,
  model: string,
  { source, kind, pairs, eligible }: Source,
): readonly Estimate[] {
  const toEstimate = (metric: string, params: Estimate['params'], result: MetricResult): Estimate =>
    context.estimate({ metric, model, conditionId: ORIGINAL, scorer, params: { ...params, source } }, () => result);
  const guaranteed = coverageGuaranteed(pairs, { risk: RISK, delta: DELTA }, context.openSettings());
  return [
    toEstimate('confidence_coverage', {}, toCoverage(pairs, eligible)),
    ...measureConfidence(pairs, kind, context.openSettings()).map(({ metric, params, result }) =>
      toEstimate(metric, params, result),
    ),
    ...(kind === 'probability' ? toNulls(context, pairs).map((entry) => toEstimate(...entry)) : []),
    toEstimate('cov_guaranteed', { r: RISK, delta: DELTA }, guaranteed),
  ];
}

function toNulls(
  context: AnalysisContext,
  pairs: readonly ConfidencePair[],
): readonly (readonly [metric: string, params: Estimate['params'], result: MetricResult])[] {
  const { miscalibration, discrimination, pValue } = corpNull(pairs, context.openSettings());
  return [
    ['corp_null', { of: 'mcb' }, miscalibration],
    ['corp_null', { of: 'dsc' }, discrimination],
    ['corp_p', { of: 'dsc' }, pValue],
  ];
}

function toCoverage(pairs: readonly ConfidencePair[], eligible: number): MetricResult {
  const { samples: n, clusters } = indexPairs(pairs);
  if (eligible === 0) return { value: null, reason: 'no completed trials', interval: null, n, clusters };
  return { value: pairs.length / eligible, reason: 'counted, not estimated', interval: null, n, clusters };
}

/** How alike the confidences of a sample are. */
function analyseSteadiness(context: AnalysisContext, model: string, rows: readonly ScoreFileRow[]): Estimate {
  const samples = [...Map.groupBy(rows, ({ sampleId }) => sampleId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([sampleId, members]) => ({
      sampleId,
      clusterId: members[0]?.clusterId ?? sampleId,
      confidences: members.flatMap(({ confidence }) => (confidence === null ? [] : [confidence])),
    }));
  const place = {
    metric: 'confidence_consistency',
    model,
    conditionId: ORIGINAL,
    scorer: null,
    params: { source: 'given' },
  };
  return context.estimate(place, (settings) => confidenceConsistency(samples, settings));
}
