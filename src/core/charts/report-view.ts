import type { NumberOrigin } from '../evidence/evidence-label.ts';
import type { Estimate, Report } from '../model/report.ts';
import { ORIGINAL, type Condition } from '../model/trial.ts';

/** The part of a report that one screen shows: one model under one scorer. */
export interface ReportView {
  readonly report: Report;
  readonly model: string;
  readonly scorer: string;
  readonly conditions: readonly Condition[];
  /** Absent = transcripts of this harness. */
  readonly origin?: NumberOrigin;
}

/** Names of one estimate within a view; `params` must all be equal, further ones are allowed. */
export interface EstimateName {
  readonly metric: string;
  /** Absent = original. */
  readonly conditionId?: string;
  readonly params?: Estimate['params'];
}

/** The estimate of a view with this name, or null. Estimates without a scorer belong to every scorer. */
export function findEstimate(view: ReportView, name: EstimateName): Estimate | null {
  return listEstimates(view, name)[0] ?? null;
}

/** Every estimate of a view with this name, in the report's order. */
export function listEstimates({ report, model, scorer }: ReportView, name: EstimateName): readonly Estimate[] {
  const conditionId = name.conditionId ?? ORIGINAL;
  const params = Object.entries(name.params ?? {});
  return report.estimates.filter(
    (estimate) =>
      estimate.metric === name.metric &&
      estimate.model === model &&
      estimate.conditionId === conditionId &&
      (estimate.scorer === null || estimate.scorer === scorer) &&
      params.every(([key, value]) => estimate.params[key] === value),
  );
}

/** Ends of an estimate's interval; null where there is none. */
export function toEnds({ interval }: Estimate): { readonly lower: number | null; readonly upper: number | null } {
  return { lower: interval?.lower ?? null, upper: interval?.upper ?? null };
}
