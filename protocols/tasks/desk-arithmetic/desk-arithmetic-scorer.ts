import type { Scorer } from '#core/model/scorer.ts';

/** The last number of the answer, since the work may stand before it. */
export const deskArithmeticScorer: Scorer = {
  name: 'answer',
  version: 1,
  rules: [{ type: 'number', families: null, take: 'last', tolerance: 0 }],
};
