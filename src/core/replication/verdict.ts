import type { ReplicationComparison, ReplicationVerdict } from './replication.ts';
import { ReplicationVerdict as Verdicts } from './replication.ts';

/** Familywise error that Holm keeps over the tests of a replication. */
export const ALPHA = 0.05;

/** What a verdict follows from. */
export interface VerdictEvidence {
  /** Every planned trial that a run completed was completed by both, with identical tokens. */
  readonly isBitExact: boolean;
  /** The same with equal answers. */
  readonly isAnswerExact: boolean;
  readonly squaresTest: ReplicationComparison['squaresTest'];
  readonly meanTest: ReplicationComparison['meanTest'];
  readonly difference: ReplicationComparison['difference'];
  readonly delta: number;
}

/**
 * Verdict of DESIGN §8 with its reasons: DIFFERENT when the test of squares rejects, or the test of the mean rejects and the 90 % interval is
 * not inside ±δ; EQUIVALENT when neither rejects and the interval is inside; else INCONCLUSIVE. Exact outputs come before all of it.
 */
export function toVerdict(evidence: VerdictEvidence): Pick<ReplicationComparison, 'verdict' | 'reasons'> {
  const { squaresTest, meanTest, difference, delta } = evidence;
  if (evidence.isBitExact) return { verdict: 'BIT_EXACT', reasons: ['Every output has the same tokens in both runs.'] };
  if (evidence.isAnswerExact) {
    return { verdict: 'ANSWER_EXACT', reasons: ['Every answer is the same in both runs, though not every token.'] };
  }
  if (difference.value === null) {
    return { verdict: 'NOT_COMPARABLE', reasons: ['No trial was completed and judged in both runs.'] };
  }
  const isMoved = isRejected(meanTest);
  const reasons = [
    ...toTestReason('Success rates of prompts', squaresTest),
    ...toTestReason('The mean success rate', meanTest),
    `The 90 % interval of the difference ${difference.isInside ? 'lies' : 'does not lie'} inside ±${delta}.`,
  ];
  if (isRejected(squaresTest) || (isMoved && !difference.isInside)) return { verdict: 'DIFFERENT', reasons };
  if (!isMoved && difference.isInside) return { verdict: 'EQUIVALENT', reasons };
  return { verdict: 'INCONCLUSIVE', reasons };
}

/** The lowest of several verdicts; NOT_COMPARABLE for none. */
export function toLowestVerdict(verdicts: readonly ReplicationVerdict[]): ReplicationVerdict {
  return Verdicts.options.findLast((verdict) => verdicts.includes(verdict)) ?? 'NOT_COMPARABLE';
}

function isRejected(test: ReplicationComparison['meanTest']): boolean {
  return test !== null && test.adjustedPValue <= ALPHA;
}

function toTestReason(subject: string, test: ReplicationComparison['meanTest']): readonly string[] {
  if (test === null) return [];
  const verb = isRejected(test) ? 'differs more than chance explains' : 'differs no more than chance explains';
  const isPlural = subject.endsWith('s');
  return [
    `${subject} ${isPlural ? verb.replace('differs', 'differ') : verb} (adjusted p = ${test.adjustedPValue.toPrecision(2)}).`,
  ];
}
