import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { bayesProbBetter } from '#core/stats/bayes-prob-better.ts';
import { pairedDiff, toSamplePairs, type SamplePair } from '#core/stats/paired-diff.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { AnalysisContext, EstimatePlace } from './analyse-context.ts';
import { toObservationsByCondition } from './analyse-observations.ts';
import { estimateFamily } from './analyse-robustness-holm.ts';

const MODEL_PAIRS_FAMILY = 'models, original, paired_diff';

/**
 * Every two models of a run on the same unperturbed samples, scorer by scorer; none with one model. `model` is the one that comes first in
 * the configuration, `params.than` the other; a positive difference speaks for the first. The
 * tests of the pairs under one scorer are a family (Holm).
 */
export function analyseModelPairs(context: AnalysisContext): readonly Estimate[] {
  const { models, scorers } = context.rows.config;
  if (models.length < 2) return [];
  return scorers.flatMap(({ name: scorer }) => {
    const outcomes = models.map(({ modelId }) => ({
      modelId,
      samples: toSampleOutcomes(toObservationsByCondition(context, modelId, scorer).get(ORIGINAL) ?? []),
    }));
    const pairs = outcomes.flatMap((first, index) =>
      outcomes.slice(index + 1).map((second) => toModelPair(scorer, first, second)),
    );
    const differences = estimateFamily(
      context,
      MODEL_PAIRS_FAMILY,
      pairs.map(({ place, samples }) => ({
        place: { ...place, metric: 'paired_diff' },
        run: (settings) => pairedDiff(samples, settings),
      })),
    );
    return pairs.flatMap(({ place, samples }, index) => [
      ...differences.slice(index, index + 1),
      context.estimate({ ...place, metric: 'bayes_prob_better' }, () => bayesProbBetter(samples)),
    ]);
  });
}

interface ModelOutcomes {
  readonly modelId: string;
  readonly samples: readonly SampleOutcomes[];
}

interface ModelPair {
  readonly place: Omit<EstimatePlace, 'metric'>;
  readonly samples: readonly SamplePair[];
}

function toModelPair(scorer: string, first: ModelOutcomes, second: ModelOutcomes): ModelPair {
  return {
    place: { model: first.modelId, conditionId: ORIGINAL, scorer, params: { than: second.modelId } },
    samples: toSamplePairs(first.samples, second.samples),
  };
}
