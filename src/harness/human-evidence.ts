import type { ScoreRow } from '#core/bundle/rows.ts';
import { mergeAnnotations, toStanding, type Annotation } from '#core/model/annotation.ts';
import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { accuracy } from '#core/stats/accuracy.ts';
import { passHatK } from '#core/stats/pass-hat-k.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { createAnalysisContext } from './analyse-context.ts';
import { toObservationsByCondition } from './analyse-observations.ts';
import type { AnalysedRows } from './run-rows.ts';

/** What people's judgement makes of one scorer's results on the plain prompts. */
export interface HumanEvidence {
  /** Standing re-grades that change a success, and trials left out. */
  readonly changed: number;
  readonly invalidated: number;
  readonly asScored: readonly Estimate[];
  readonly asJudged: readonly Estimate[];
}

/** Trials that a standing annotation leaves out, with the reason; a sample's annotation leaves out all of its trials. */
export function toInvalidatedKeys(annotations: readonly Annotation[], rows: AnalysedRows): ReadonlySet<string> {
  const standing = toStanding(annotations).filter(({ content }) => content.type === 'invalidate');
  const trialKeys = new Set(standing.flatMap(({ target }) => (target.type === 'trial' ? [target.trialKey] : [])));
  const sampleIds = new Set(standing.flatMap(({ target }) => (target.type === 'sample' ? [target.sampleId] : [])));
  for (const { trialKey, sampleId } of rows.transcripts) if (sampleIds.has(sampleId)) trialKeys.add(trialKey);
  return trialKeys;
}

/** Success that people gave to a trial, by trial key; the latest standing re-grade of the scorer holds. */
export function toRegrades(annotations: readonly Annotation[], scorer: string): ReadonlyMap<string, 0 | 1> {
  const successByKey = new Map<string, 0 | 1>();
  for (const { target, content } of mergeAnnotations(toStanding(annotations)))
    if (content.type === 'regrade' && content.scorer === scorer && target.type === 'trial')
      successByKey.set(target.trialKey, content.success);
  return successByKey;
}

/** Accuracy and pass^K of the plain prompts twice: as scored, and with re-grades and invalidations applied. The rows stay as they are. */
export function toHumanEvidence(
  rows: AnalysedRows,
  annotations: readonly Annotation[],
  model: string,
  scorer: string,
): HumanEvidence {
  const left = toInvalidatedKeys(annotations, rows);
  const regrades = toRegrades(annotations, scorer);
  let changed = 0;
  let invalidated = 0;
  const scores = rows.scores.flatMap((score): readonly ScoreRow[] => {
    if (score.model !== model || score.scorer !== scorer) return [score];
    if (left.has(score.trialKey)) {
      invalidated += 1;
      return [];
    }
    const success = regrades.get(score.trialKey);
    if (success === undefined || success === score.success) return [score];
    changed += 1;
    return [{ ...score, success, value: success }];
  });
  return {
    changed,
    invalidated,
    asScored: toEstimates(rows, model, scorer),
    asJudged: toEstimates({ ...rows, scores }, model, scorer),
  };
}

function toEstimates(rows: AnalysedRows, model: string, scorer: string): readonly Estimate[] {
  const context = createAnalysisContext(rows);
  const samples = toSampleOutcomes(toObservationsByCondition(context, model, scorer).get(ORIGINAL) ?? []);
  const place = { model, conditionId: ORIGINAL, scorer };
  const k = rows.config.protocol.epochs.baseline;
  return [
    context.estimate({ ...place, metric: 'accuracy' }, (settings) => accuracy(samples, settings)),
    context.estimate({ ...place, metric: 'pass_hat_k', params: { k } }, (settings) => passHatK(samples, k, settings)),
  ];
}
