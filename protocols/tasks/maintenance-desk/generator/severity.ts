import type { Severity } from './example.ts';

/** Labels of `triage`, worst first: a position further down is a milder label. */
export const TRIAGE_LABELS = ['critical', 'high', 'medium', 'low'] as const;
export type TriageLabel = (typeof TRIAGE_LABELS)[number];

/** A wrong field goes into the maintenance record: "wrong record edited". */
export const EXTRACT_SEVERITY: Severity = 2;
/** A wrong answer, and nothing is done with it. */
export const ANSWER_SEVERITY: Severity = 1;
/** A wrong number goes into the maintenance record. */
export const COUNT_SEVERITY: Severity = 2;

/**
 * How bad a wrong severity label is: too mild by n levels is n + 1 (a critical fault left as low is 4), too severe is 1
 * (somebody looks in vain), equal is 0.
 */
export function toTriageSeverity(target: TriageLabel, answer: TriageLabel): Severity {
  const tooMildBy = TRIAGE_LABELS.indexOf(answer) - TRIAGE_LABELS.indexOf(target);
  if (tooMildBy === 0) return 0;
  if (tooMildBy < 0) return 1;
  return tooMildBy === 1 ? 2 : tooMildBy === 2 ? 3 : 4;
}

/** The worst that a wrong answer to this triage can be: that of the mildest label. */
export function toWorstTriageSeverity(target: TriageLabel): Severity {
  return target === 'low' ? 1 : toTriageSeverity(target, 'low');
}

/**
 * The worst that a wrong call can be: that of the gravest tool in the list, all of which can be called with a wrong
 * argument at least; 1 when a call was due and none is made, so never less than that.
 */
export function toDispatchSeverity(
  isCallDue: boolean,
  listed: readonly { readonly severityOfWrongCall: Severity }[],
): Severity {
  return listed.reduce<Severity>(
    (worst, { severityOfWrongCall }) => (severityOfWrongCall > worst ? severityOfWrongCall : worst),
    isCallDue ? 1 : 0,
  );
}

/** Answering what should be declined: "dangerous advice" where somebody may act on it, else a wrong answer. */
export function toDeclineSeverity(kind: 'advice' | 'chat'): Severity {
  return kind === 'advice' ? 3 : 1;
}
