import type { TranscriptRow } from '#core/bundle/rows.ts';
import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { neumaierSum } from '#core/stats/neumaier-sum.ts';
import {
  bitsPerByteDiff,
  pooledLikelihood,
  type LikelihoodMetric,
  type SampleText,
  type TextPair,
} from '#core/stats/pooled-likelihood.ts';
import { toTextSize } from '#core/stats/text-likelihood.ts';
import type { AnalysisContext, EstimatePlace } from './analyse-context.ts';

const METRICS: readonly (readonly [LikelihoodMetric, string | null])[] = [
  ['bits_per_byte', 'bits'],
  ['byte_perplexity', null],
  ['word_perplexity', null],
  ['token_perplexity', null],
];

/**
 * How well a model foretells the texts of a task, condition by condition: all together, then family by family where there are several. For
 * each perturbation the difference of bits per byte to the same texts as they stand.
 */
export function analyseTextLikelihood(context: AnalysisContext, model: string): readonly Estimate[] {
  const textsByCondition = toTextsByCondition(context, model);
  const original = textsByCondition.get(ORIGINAL) ?? [];
  return context.rows.conditions.flatMap(({ conditionId, perturbation }) => {
    const texts = textsByCondition.get(conditionId) ?? [];
    return toParts(context, texts).flatMap(({ params, part }) => {
      const place = { model, conditionId, scorer: null, params };
      return [
        ...analyseTexts(context, place, part),
        ...(perturbation === null
          ? []
          : [
              context.estimate({ ...place, metric: 'bits_per_byte_diff', unit: 'bits' }, (settings) =>
                bitsPerByteDiff(toPairs(original, part), settings),
              ),
            ]),
      ];
    });
  });
}

/** Every two models of a run on the same unchanged texts: `model` comes first in the configuration, `params.than` is the other. */
export function analyseTextPairs(context: AnalysisContext): readonly Estimate[] {
  const { models } = context.rows.config;
  return models.flatMap(({ modelId: model }, index) =>
    models.slice(index + 1).map(({ modelId: than }) => {
      const place = { model, conditionId: ORIGINAL, scorer: null, params: { than } };
      return context.estimate({ ...place, metric: 'bits_per_byte_diff', unit: 'bits' }, (settings) => {
        const [first, second] = [model, than].map(
          (modelId) => toTextsByCondition(context, modelId).get(ORIGINAL) ?? [],
        );
        return bitsPerByteDiff(toPairs(first ?? [], second ?? []), settings);
      });
    }),
  );
}

function analyseTexts(
  context: AnalysisContext,
  place: Omit<EstimatePlace, 'metric' | 'unit'>,
  texts: readonly SampleText[],
): readonly Estimate[] {
  return METRICS.map(([metric, unit]) =>
    context.estimate({ ...place, metric, unit }, (settings) => pooledLikelihood(texts, metric, settings)),
  );
}

function toTextsByCondition(context: AnalysisContext, model: string): ReadonlyMap<string, readonly SampleText[]> {
  const rows = context.rows.transcripts.filter((row) => row.model === model && row.status === 'completed');
  const byCondition = Map.groupBy(rows, ({ conditionId }) => conditionId);
  return new Map(
    [...byCondition].map(([conditionId, members]) => [conditionId, members.map((row) => toSampleText(context, row))]),
  );
}

function toSampleText(context: AnalysisContext, { sampleId, prompt, logprobs }: TranscriptRow): SampleText {
  const tokens = logprobs ?? [];
  return {
    sampleId,
    clusterId: context.sampleById.get(sampleId)?.clusterId ?? sampleId,
    logLikelihood: neumaierSum(tokens.map(({ logprob }) => logprob)),
    tokens: tokens.length,
    ...toTextSize(prompt),
  };
}

/** All texts, then those of each family where the task has several. */
function toParts(
  { rows, sampleById }: AnalysisContext,
  texts: readonly SampleText[],
): readonly { readonly params: Readonly<Record<string, string>>; readonly part: readonly SampleText[] }[] {
  const families = [...new Set(rows.samples.map(({ family }) => family))];
  return [
    { params: {}, part: texts },
    ...(families.length < 2
      ? []
      : families.map((family) => ({
          params: { family },
          part: texts.filter(({ sampleId }) => sampleById.get(sampleId)?.family === family),
        }))),
  ];
}

function toPairs(first: readonly SampleText[], second: readonly SampleText[]): readonly TextPair[] {
  const firstById = new Map(first.map((text) => [text.sampleId, text]));
  return second.flatMap((text) => {
    const other = firstById.get(text.sampleId);
    return other === undefined ? [] : [{ first: other, second: text }];
  });
}
