import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { bayesProbBetter } from '#core/stats/bayes-prob-better.ts';
import { pairedDiff, toSamplePairs } from '#core/stats/paired-diff.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { AnalysisContext } from './analyse-context.ts';
import { toObservationsByCondition } from './analyse-observations.ts';

/**
 * Every two models of a run on the same unperturbed samples, scorer by scorer; none with one model. `model` is the one that comes first in
 * the configuration, `params.than` the other; a positive difference speaks for the first. The p-values of many pairs are not adjusted.
 */
export function analyseModelPairs(context: AnalysisContext): readonly Estimate[] {
  const { models, scorers } = context.rows.config;
  if (models.length < 2) return [];
  return scorers.flatMap(({ name: scorer }) => {
    const outcomes = models.map(({ modelId }) => ({
      modelId,
      samples: toSampleOutcomes(toObservationsByCondition(context, modelId, scorer).get(ORIGINAL) ?? []),
    }));
    return outcomes.flatMap((first, index) =>
      outcomes.slice(index + 1).flatMap((second) => analysePair(context, scorer, first, second)),
    );
  });
}

interface ModelOutcomes {
  readonly modelId: string;
  readonly samples: readonly SampleOutcomes[];
}

function analysePair(
  context: AnalysisContext,
  scorer: string,
  first: ModelOutcomes,
  second: ModelOutcomes,
): readonly Estimate[] {
  const pairs = toSamplePairs(first.samples, second.samples);
  const place = { model: first.modelId, conditionId: ORIGINAL, scorer, params: { than: second.modelId } };
  return [
    context.estimate({ ...place, metric: 'paired_diff' }, (settings) => pairedDiff(pairs, settings)),
    context.estimate({ ...place, metric: 'bayes_prob_better' }, () => bayesProbBetter(pairs)),
  ];
}
