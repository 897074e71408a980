import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { crcControl, type RiskTrial } from '#core/stats/predictability/crc-control.ts';
import type { AnalysisContext } from './analyse-context.ts';
import { listConfidenceSources, toConfidencePairs, type ConfidenceSource } from './confidence-pairs.ts';
import { createSeverityJudge } from './judge-severity.ts';
import type { ScoredTrial } from './scored-trials.ts';

/** What accepting a trial costs: an error 1, or the weight of its severity; and the expected cost per trial that is allowed. */
interface RiskLoss {
  readonly loss: 'error' | 'severity';
  readonly alpha: number;
  /** Loss of a trial, or null when it has none. */
  readonly toLoss: (trial: ScoredTrial) => number | null;
}

/** Expected errors, and expected weight of severity, per trial that a threshold must keep. */
const ERROR_ALPHA = 0.1;
const SEVERITY_ALPHA = 0.05;

/** Conformal thresholds of every source of probabilities that gives one per trial, by errors and, with a severity scale, by severity. METRICS §4.11, §5.8. */
export function analyseRiskControl(
  context: AnalysisContext,
  model: string,
  scorer: string,
  trials: readonly ScoredTrial[],
): readonly Estimate[] {
  const sources = listConfidenceSources(trials).flatMap(({ source, kind }) =>
    kind === 'probability' && source !== 'self_consistency' ? [source] : [],
  );
  return sources.flatMap((source) =>
    toLosses(context).flatMap(({ loss, alpha, toLoss }) => {
      const control = crcControl(toRiskTrials(context, trials, source, toLoss), alpha, context.openSettings());
      const params = { source, loss, alpha };
      const place = { model, scorer, conditionId: ORIGINAL, params };
      return [
        context.estimate({ ...place, metric: 'crc_threshold' }, () => control.threshold),
        context.estimate({ ...place, metric: 'crc_risk' }, () => control.risk),
        context.estimate({ ...place, metric: 'crc_coverage' }, () => control.coverage),
      ];
    }),
  );
}

function toLosses(context: AnalysisContext): readonly RiskLoss[] {
  const scale = context.rows.config.severity ?? null;
  const judge = createSeverityJudge(context);
  const byError: RiskLoss = { loss: 'error', alpha: ERROR_ALPHA, toLoss: ({ score }) => 1 - score.success };
  if (scale === null || judge === null) return [byError];
  const toLoss = (trial: ScoredTrial): number | null => {
    const level = judge(trial);
    return level === null ? null : scale.weights[level];
  };
  return [byError, { loss: 'severity', alpha: SEVERITY_ALPHA, toLoss }];
}

function toRiskTrials(
  context: AnalysisContext,
  trials: readonly ScoredTrial[],
  source: ConfidenceSource,
  toLoss: RiskLoss['toLoss'],
): readonly RiskTrial[] {
  const judged = trials.flatMap((trial) => {
    const loss = toLoss(trial);
    return loss === null ? [] : [{ trial, loss }];
  });
  return judged.flatMap(({ trial, loss }) =>
    toConfidencePairs(context, [trial], source).pairs.map(({ sampleId, clusterId, epoch, confidence }) => ({
      sampleId,
      clusterId,
      epoch,
      confidence,
      loss,
    })),
  );
}
