import type { Estimate } from '#core/model/report.ts';
import type { Condition } from '#core/model/trial.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { flipShare } from '#core/stats/flip-rate.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { DriftedPrompt } from '#core/stats/token-drift.ts';
import { tokenDrift, tokenDriftSlope, toTokenDrift } from '#core/stats/token-drift.ts';
import type { AnalysisContext } from './analyse-context.ts';
import { toObservationsByCondition } from './analyse-observations.ts';
import { toConditionKey } from './condition-key.ts';

/** A perturbed prompt with its drift, before any score. */
type Drifted = Omit<DriftedPrompt, 'flipShare'>;

const PARTS = ['distance', 'length-ratio'] as const;

/**
 * How far each perturbation moves the tokens of the prompts, from the token ids in the transcripts, and by scorer how flips go with it:
 * over all conditions of a class. Needs no answer for the first, so it stands once for all scorers.
 */
export function analyseTokens(context: AnalysisContext, model: string): readonly Estimate[] {
  const perturbed = context.rows.conditions.filter(isOfOtherTokens);
  if (perturbed.length === 0) return [];
  const driftsByCondition = toDrifts(context, model);
  return [
    ...perturbed.flatMap(({ conditionId, axis }) =>
      (axis === undefined ? PARTS : [...PARTS, 'unchanged' as const]).map((of) =>
        context.estimate({ metric: 'token_drift', model, conditionId, scorer: null, params: { of } }, (settings) =>
          tokenDrift(driftsByCondition.get(conditionId) ?? [], of, settings),
        ),
      ),
    ),
    ...context.rows.config.scorers.flatMap(({ name }) => analyseSlopes(context, model, name, driftsByCondition)),
  ];
}

/** True for perturbed prompts and for those of the axis `retokenise`, which have other tokens of the same text. */
function isOfOtherTokens({ perturbation, axis }: Condition): boolean {
  return perturbation !== null || axis?.type === 'retokenise';
}

function analyseSlopes(
  context: AnalysisContext,
  model: string,
  scorer: string,
  driftsByCondition: ReadonlyMap<string, readonly Drifted[]>,
): readonly Estimate[] {
  const observations = toObservationsByCondition(context, model, scorer);
  const baseline = new Map(toSampleOutcomes(observations.get(ORIGINAL) ?? []).map((entry) => [entry.sampleId, entry]));
  const toPrompts = ({ conditionId }: Condition): readonly DriftedPrompt[] => {
    const drifts = new Map((driftsByCondition.get(conditionId) ?? []).map((drifted) => [drifted.sampleId, drifted]));
    return toSampleOutcomes(observations.get(conditionId) ?? []).flatMap((outcomes) => {
      const drifted = drifts.get(outcomes.sampleId);
      const plain = baseline.get(outcomes.sampleId);
      if (drifted === undefined || plain === undefined) return [];
      return [{ ...drifted, flipShare: flipShare(plain, outcomes, 'answer') }];
    });
  };
  return (['P', 'L'] as const).flatMap((wanted) => {
    const conditions = context.rows.conditions.filter(({ perturbation }) => perturbation?.class === wanted);
    if (conditions.length === 0) return [];
    const place = {
      metric: 'token_drift_slope@a',
      model,
      conditionId: `all-${wanted}`,
      scorer,
      params: { of: 'answer' },
    };
    return [context.estimate(place, (settings) => tokenDriftSlope(conditions.flatMap(toPrompts), settings))];
  });
}

/** Drift of every perturbed prompt that was tokenised, beside the original prompt of its sample. */
function toDrifts(context: AnalysisContext, model: string): ReadonlyMap<string, readonly Drifted[]> {
  const idsByPrompt = new Map<string, readonly number[]>();
  for (const row of context.rows.transcripts) {
    if (row.model !== model || row.status !== 'completed') continue;
    const key = toConditionKey(row.conditionId, row.sampleId);
    if (!idsByPrompt.has(key)) idsByPrompt.set(key, row.promptTokenIds);
  }
  return new Map(
    context.rows.conditions.map((condition) => [
      condition.conditionId,
      context.rows.samples.flatMap(({ sampleId, clusterId }) => {
        const original = idsByPrompt.get(toConditionKey(ORIGINAL, sampleId));
        const perturbed = idsByPrompt.get(toConditionKey(condition.conditionId, sampleId));
        const isChanged =
          condition.axis?.type === 'retokenise' ||
          context.changingConditionsBySample.get(sampleId)?.has(condition.conditionId) === true;
        if (original === undefined || perturbed === undefined || !isChanged) return [];
        return [{ sampleId, clusterId, drift: toTokenDrift(original, perturbed) }];
      }),
    ]),
  );
}
