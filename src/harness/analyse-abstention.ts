import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { abstention } from '#core/stats/predictability/abstention.ts';
import { normaliseText } from '#protocols/scorers/normalise-text.ts';
import type { AnalysisContext } from './analyse-context.ts';
import type { ScoredTrial } from './scored-trials.ts';

/** `abstention_*` of METRICS §4.10: nothing when the configuration names no token. */
export function analyseAbstention(
  context: AnalysisContext,
  model: string,
  scorer: string,
  trials: readonly ScoredTrial[],
): readonly Estimate[] {
  const token = context.rows.config.abstention?.token;
  if (token === undefined) return [];
  const wanted = normaliseText(token);
  const judged = trials.map(({ sample, score, transcript }) => ({
    sampleId: sample.sampleId,
    clusterId: sample.clusterId,
    abstained: normaliseText(transcript.outputText ?? '') === wanted,
    success: score.success,
  }));
  return (['rate', 'precision', 'recall', 'selective_accuracy', 'calibration'] as const).map((measure) =>
    context.estimate(
      { model, scorer, conditionId: ORIGINAL, metric: `abstention_${measure}`, params: {} },
      (settings) => abstention(judged, measure, settings),
    ),
  );
}
