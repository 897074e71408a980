import type { ReportView } from '#core/charts/report-view.ts';
import type { ScoreRow } from '#core/bundle/rows.ts';
import type { Estimate, Interval, Report, TrialCounts } from '#core/model/report.ts';
import { ORIGINAL, type Condition, type PerturbationClass } from '#core/model/trial.ts';

/** A two-sided interval. */
export function buildInterval(lower: number, upper: number): Interval {
  return { lower, upper, level: 0.95, sides: 'two', method: 'CI-T' };
}

/** An estimate of model `m` under scorer `s` on the original prompts. */
export function buildEstimate(change: Partial<Estimate> & Pick<Estimate, 'metric'>): Estimate {
  return {
    model: 'm',
    conditionId: ORIGINAL,
    scorer: 's',
    value: 0.5,
    reason: null,
    params: {},
    interval: buildInterval(0.4, 0.6),
    n: 100,
    clusters: 100,
    unit: null,
    adjusted: null,
    ...change,
  };
}

/** A view of model `m` and scorer `s` over the given estimates. */
export function buildReportView(
  estimates: readonly Estimate[],
  conditions: readonly Condition[] = [],
  counts: readonly TrialCounts[] = [],
): ReportView {
  const report: Report = {
    schemaVersion: 1,
    runId: 'run-0001',
    configHash: 'c',
    designHash: 'd',
    estimates: [...estimates],
    counts: [...counts],
    warnings: [],
  };
  return { report, model: 'm', scorer: 's', conditions };
}

/** A perturbed condition with no parameters. */
export function buildCondition(id: string, perturbationClass: PerturbationClass, variant = 0): Condition {
  return {
    conditionId: `${id}@1#${variant}`,
    perturbation: { id, version: 1, class: perturbationClass, params: {}, variant },
  };
}

/** Scores of one sample under one condition: 1 = pass, 0 = fail, in epoch order. */
export function buildScores(sampleId: string, conditionId: string, outcomes: readonly (0 | 1)[]): readonly ScoreRow[] {
  return outcomes.map((success, index) => ({
    trialKey: 'a'.repeat(64),
    model: 'm',
    sampleId,
    conditionId,
    epoch: index + 1,
    scorer: 's',
    value: success,
    success,
    answer: String(success),
    span: null,
    why: '',
  }));
}
