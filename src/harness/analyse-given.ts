import { costPerSuccess } from '#core/metrics/cost-per-success.ts';
import { expectedCostToSuccess } from '#core/metrics/expected-cost-to-success.ts';
import type { Estimate } from '#core/model/report.ts';
import type { ScoreFileRow } from '#core/model/score-file-row.ts';
import { DECADE_WEIGHTS } from '#core/model/severity-scale.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { meanResult } from '#core/stats/mean-result.ts';
import { neumaierSum } from '#core/stats/neumaier-sum.ts';
import type { SeverityTrial } from '#core/stats/severity/severity-units.ts';
import type { AnalysisContext } from './analyse-context.ts';
import { analyseLevels } from './analyse-severity.ts';
import { ALL_CONDITIONS } from './analyse-timings.ts';
import { GIVEN_SCORER, toSuccess } from './scores-rows.ts';

const scorer = GIVEN_SCORER.name;

/** What a success cost, from the costs that the rows give. @param rows completed ones of one model. */
export function analyseGivenCosts(
  context: AnalysisContext,
  model: string,
  rows: readonly ScoreFileRow[],
): readonly Estimate[] {
  const costed = rows.flatMap((row) => {
    if (row.conditionId !== ORIGINAL || row.costSeconds === null) return [];
    return [{ ...toNames(row), cost: row.costSeconds, success: toSuccess(row) }];
  });
  const place = { model, conditionId: ORIGINAL, scorer, unit: 's' };
  const cap = context.rows.config.protocol.epochs.baseline;
  return [
    context.estimate({ ...place, metric: 'cost_per_success' }, ({ level }) => costPerSuccess(costed, level)),
    context.estimate({ ...place, metric: 'expected_cost_to_success' }, (settings) =>
      expectedCostToSuccess(costed, null, settings),
    ),
    context.estimate({ ...place, metric: 'expected_cost_to_success', params: { cap } }, (settings) =>
      expectedCostToSuccess(costed, cap, settings),
    ),
  ];
}

/** Output tokens of a trial, mean over the trials of a sample, then over samples (METRICS §6.1). */
export function analyseGivenTokens(
  context: AnalysisContext,
  model: string,
  rows: readonly ScoreFileRow[],
): readonly Estimate[] {
  const counted = rows.flatMap((row) => {
    if (row.conditionId !== ORIGINAL || row.tokens === null) return [];
    return [{ ...toNames(row), tokens: row.tokens }];
  });
  const samples = [...Map.groupBy(counted, ({ sampleId }) => sampleId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([sampleId, members]) => {
      const counts = members.map(({ tokens }) => tokens).toSorted((a, b) => a - b);
      return { sampleId, clusterId: members[0]?.clusterId ?? sampleId, value: neumaierSum(counts) / counts.length };
    });
  const place = {
    metric: 'tokens',
    model,
    conditionId: ORIGINAL,
    scorer: null,
    params: { of: 'output' },
    unit: 'tokens',
  };
  return [
    context.estimate(place, (settings) =>
      meanResult(samples, { range: null, emptyReason: 'no trial has tokens', interval: 't' }, settings),
    ),
  ];
}

/**
 * Severity from the levels that the rows give, by the weights of METRICS §5.1: of the original prompts, and of all prompts where there are perturbed ones. A success
 * without a level has level 0; any other row without one is not judged.
 */
export function analyseGivenSeverity(
  context: AnalysisContext,
  model: string,
  rows: readonly ScoreFileRow[],
): readonly Estimate[] {
  const original = rows.filter(({ conditionId }) => conditionId === ORIGINAL);
  const hasPerturbed = original.length < rows.length;
  const parts = [
    { conditionId: ORIGINAL, part: original },
    ...(hasPerturbed ? [{ conditionId: ALL_CONDITIONS, part: rows }] : []),
  ];
  const detector = { kind: 'deterministic', sensitivity: null, specificity: null } as const;
  return parts.flatMap(({ conditionId, part }) =>
    analyseLevels(
      context,
      { model, scorer, conditionId },
      { judged: part.flatMap(toJudged), scored: part.length },
      { detector, weights: DECADE_WEIGHTS },
    ),
  );
}

function toJudged(row: ScoreFileRow): readonly SeverityTrial[] {
  const level = row.severity ?? (toSuccess(row) === 1 ? 0 : null);
  return level === null ? [] : [{ ...toNames(row), level }];
}

function toNames({ sampleId, clusterId }: ScoreFileRow): { readonly sampleId: string; readonly clusterId: string } {
  return { sampleId, clusterId: clusterId ?? sampleId };
}
