import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { accuracyPassGap } from '#core/stats/accuracy-pass-gap.ts';
import { agreementPairwise } from '#core/stats/agreement-pairwise.ts';
import { answerEntropy } from '#core/stats/answer-entropy.ts';
import { bestWorstSpread } from '#core/stats/best-worst-spread.ts';
import { icc1 } from '#core/stats/icc1.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import { krippendorffAlpha } from '#core/stats/krippendorff-alpha.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { modalShare } from '#core/stats/modal-share.ts';
import type { Observation } from '#core/stats/observation.ts';
import { halOutcomeConsistency, outcomeConsistency } from '#core/stats/outcome-consistency.ts';
import { passAtK } from '#core/stats/pass-at-k.ts';
import { passHatK } from '#core/stats/pass-hat-k.ts';
import { runAccuracySd } from '#core/stats/run-accuracy-sd.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { tarAnswer } from '#core/stats/tar-answer.ts';
import { varianceDecomposition } from '#core/stats/variance-decomposition.ts';
import type { AnalysisContext } from './analyse-context.ts';

/** One row of the table: names, and the estimator without its settings. */
interface Row {
  readonly metric: string;
  readonly params: Estimate['params'];
  readonly run: (settings: IntervalSettings) => MetricResult;
}

/**
 * What repeating the unperturbed prompt shows under one scorer: pass@k and pass^k for every k, agreement, entropy, and how much of the
 * accuracy's variance is noise.
 * @param observations of the original condition.
 */
export function analyseConsistency(
  context: AnalysisContext,
  model: string,
  scorer: string,
  observations: readonly Observation[],
): readonly Estimate[] {
  const samples = toSampleOutcomes(observations);
  const epochs = context.rows.config.protocol.epochs.baseline;
  const rows = [
    ...toPassRows(samples, epochs),
    ...toAgreementRows(samples, epochs),
    ...toSpreadRows(samples, epochs),
    { metric: 'run_accuracy_sd', params: { K: epochs }, run: toRunAccuracySd(observations, epochs) },
  ];
  return rows.map(({ metric, params, run }) =>
    context.estimate({ metric, model, conditionId: ORIGINAL, scorer, params }, run),
  );
}

function toPassRows(samples: readonly SampleOutcomes[], epochs: number): readonly Row[] {
  const ks = Array.from({ length: epochs }, (_, index) => index + 1);
  return [
    ...ks.map((k) => toRow('pass_at_k', { k }, (settings) => passAtK(samples, k, settings))),
    ...ks.map((k) => toRow('pass_hat_k', { k }, (settings) => passHatK(samples, k, settings))),
    toRow('accuracy_pass_gap', { k: epochs }, (settings) => accuracyPassGap(samples, epochs, settings)),
  ];
}

function toAgreementRows(samples: readonly SampleOutcomes[], epochs: number): readonly Row[] {
  return [
    ...(['outcome', 'answer'] as const).map((of) =>
      toRow('agreement_pairwise', { of }, (settings) => agreementPairwise(samples, of, settings)),
    ),
    toRow('outcome_consistency@c', {}, (settings) => outcomeConsistency(samples, settings)),
    toRow('hal_outcome_consistency@b', {}, (settings) => halOutcomeConsistency(samples, settings)),
    toRow('tar_answer', { N: epochs }, (settings) => tarAnswer(samples, epochs, settings)),
    toRow('modal_share', {}, (settings) => modalShare(samples, settings)),
    ...(['plug-in', 'normalised', 'miller-madow'] as const).map((form) =>
      toRow('answer_entropy', { form }, (settings) => answerEntropy(samples, form, settings)),
    ),
    ...(['outcome', 'answer'] as const).map((of) =>
      toRow('krippendorff_alpha', { of }, (settings) => krippendorffAlpha(samples, of, settings)),
    ),
  ];
}

function toSpreadRows(samples: readonly SampleOutcomes[], epochs: number): readonly Row[] {
  return [
    toRow('best_worst_spread', { K: epochs }, (settings) => bestWorstSpread(samples, epochs, settings)),
    ...(['within', 'between', 'removable-share'] as const).map((part) =>
      toRow('variance_decomposition', { part }, (settings) => varianceDecomposition(samples, part, settings)),
    ),
    toRow('icc1', {}, (settings) => icc1(samples, settings)),
  ];
}

function toRunAccuracySd(observations: readonly Observation[], epochs: number): Row['run'] {
  return ({ level }) => runAccuracySd(observations, epochs, level);
}

function toRow(metric: string, params: Estimate['params'], run: Row['run']): Row {
  return { metric, params, run };
}
