import type { Estimate } from '#core/model/report.ts';
import type { Scorer } from '#core/model/scorer.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { indexPairs, type ConfidencePair } from '#core/stats/predictability/confidence-table.ts';
import { corpNull } from '#core/stats/predictability/corp-null.ts';
import { coverageGuaranteed } from '#core/stats/predictability/coverage-guaranteed.ts';
import { measureConfidence } from '#core/stats/predictability/measure-confidence.ts';
import { RISK } from '#core/stats/predictability/table-metrics.ts';
import { analyseAbstention } from './analyse-abstention.ts';
import type { AnalysisContext } from './analyse-context.ts';
import { analyseRiskControl } from './analyse-risk-control.ts';
import { listConfidenceSources, toConfidencePairs, type SourcePairs } from './confidence-pairs.ts';
import { toScoredTrials } from './scored-trials.ts';

/** Chance that the guaranteed coverage fails. */
const DELTA = 0.05;

/** Names shared by the estimates of one confidence source. */
interface SourcePlace {
  readonly model: string;
  readonly scorer: string;
  readonly conditionId: string;
  readonly source: string;
}

/**
 * How well success can be told beforehand, on the original prompts: every measure of METRICS §4 for every confidence source that the
 * transcripts hold, each under `params.source`, and abstention where the configuration names a token.
 */
export function analysePredictability(context: AnalysisContext, model: string, scorer: Scorer): readonly Estimate[] {
  const trials = toScoredTrials(context, model, scorer.name, ORIGINAL);
  return [
    ...listConfidenceSources(trials).flatMap(({ source, kind }) => {
      const place = { model, scorer: scorer.name, conditionId: ORIGINAL, source };
      const found = toConfidencePairs(context, trials, source);
      return [
        toEstimate(context, place, 'confidence_coverage', {}, toCoverage(found)),
        ...measureConfidence(found.pairs, kind, context.openSettings()).map(({ metric, params, result }) =>
          toEstimate(context, place, metric, params, result),
        ),
        ...(kind === 'probability' ? analyseNull(context, place, found.pairs) : []),
        toEstimate(
          context,
          place,
          'cov_guaranteed',
          { r: RISK, delta: DELTA },
          coverageGuaranteed(found.pairs, { risk: RISK, delta: DELTA }, context.openSettings()),
        ),
      ];
    }),
    ...analyseRiskControl(context, model, scorer.name, trials),
    ...analyseAbstention(context, model, scorer.name, trials),
  ];
}

/** An estimate of one source. */
function toEstimate(
  context: AnalysisContext,
  { source, ...place }: SourcePlace,
  metric: string,
  params: Estimate['params'],
  result: MetricResult,
): Estimate {
  return context.estimate({ ...place, metric, params: { ...params, source } }, () => result);
}

function analyseNull(
  context: AnalysisContext,
  place: SourcePlace,
  pairs: readonly ConfidencePair[],
): readonly Estimate[] {
  const { miscalibration, discrimination, pValue } = corpNull(pairs, context.openSettings());
  return [
    toEstimate(context, place, 'corp_null', { of: 'mcb' }, miscalibration),
    toEstimate(context, place, 'corp_null', { of: 'dsc' }, discrimination),
    toEstimate(context, place, 'corp_p', { of: 'dsc' }, pValue),
  ];
}

/** Share of trials, or of samples, that have a confidence. */
function toCoverage({ pairs, eligible }: SourcePairs): MetricResult {
  const { samples: n, clusters } = indexPairs(pairs);
  if (eligible === 0) return { value: null, reason: 'no completed trials', interval: null, n, clusters };
  return { value: pairs.length / eligible, reason: 'counted, not estimated', interval: null, n, clusters };
}
