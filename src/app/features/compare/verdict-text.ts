import type { ReplicationVerdict } from '#core/replication/replication.ts';

/** What each rung of the ladder means, in one sentence. */
export const verdictText: Readonly<Record<ReplicationVerdict, string>> = {
  BIT_EXACT: 'Every output has the same tokens in both runs.',
  ANSWER_EXACT: 'Every answer is the same in both runs, though not every token.',
  EQUIVALENT:
    'The outputs differ, but no more than chance explains, and the difference of success rates is within the margin.',
  INCONCLUSIVE: 'The runs show no difference, but have too few samples to rule out one that matters.',
  DIFFERENT: 'The runs differ by more than chance explains.',
  NOT_COMPARABLE: 'The designs differ, or no trial was completed in both runs, so no verdict is possible.',
};

/** Tone of a verdict for notices; the word itself carries the meaning. */
export const verdictTone: Readonly<Record<ReplicationVerdict, 'plain' | 'caution' | 'alarm'>> = {
  BIT_EXACT: 'plain',
  ANSWER_EXACT: 'plain',
  EQUIVALENT: 'plain',
  INCONCLUSIVE: 'caution',
  DIFFERENT: 'alarm',
  NOT_COMPARABLE: 'caution',
};
