import type { Scorer } from '#core/model/scorer.ts';

/** How answers of the task are judged: one rule a family, the maintenance desk's. */
export const deskFactsScorer: Scorer = {
  name: 'answer',
  version: 1,
  rules: [
    { type: 'json-fields', families: ['extract'], credit: 'whole' },
    { type: 'choice', families: ['triage', 'choice'] },
  ],
};
