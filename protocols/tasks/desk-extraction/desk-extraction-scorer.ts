import type { Scorer } from '#core/model/scorer.ts';

/** All fields right, none more. */
export const deskExtractionScorer: Scorer = {
  name: 'answer',
  version: 1,
  rules: [{ type: 'json-fields', families: null, credit: 'whole' }],
};
