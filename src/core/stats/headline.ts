import type { Estimate, Report } from '../model/report.ts';
import { ORIGINAL } from '../model/trial.ts';

/** The first line of a report: mean accuracy beside what holds over all K epochs, and the difference. */
export interface Headline {
  readonly accuracy: Estimate;
  readonly passHatK: Estimate;
  /** Baseline epochs K: the k of `passHatK` and `gap`. */
  readonly k: number;
  /** Accuracy minus pass^K on the same samples. */
  readonly gap: Estimate;
}

/** Finds the headline of one model under one scorer; null when the report does not have them. */
export function toHeadline(report: Report, model: string, scorer: string): Headline | null {
  const ofOriginal = report.estimates.filter(
    (estimate) => estimate.model === model && estimate.scorer === scorer && estimate.conditionId === ORIGINAL,
  );
  const accuracy = ofOriginal.find(({ metric, params }) => metric === 'accuracy' && Object.keys(params).length === 0);
  const gap = ofOriginal.find(({ metric }) => metric === 'accuracy_pass_gap');
  const k = gap?.params['k'];
  const passHatK = ofOriginal.find(({ metric, params }) => metric === 'pass_hat_k' && params['k'] === k);
  if (accuracy === undefined || gap === undefined || passHatK === undefined || typeof k !== 'number') return null;
  return { accuracy, passHatK, k, gap };
}
