import type { Scorer } from '#core/model/scorer.ts';

/** How answers of the task are judged: one rule a family. */
export const maintenanceDeskScorer: Scorer = {
  name: 'answer',
  version: 1,
  rules: [
    { type: 'json-fields', families: ['extract', 'dispatch'], credit: 'whole' },
    { type: 'choice', families: ['triage', 'choice'] },
    { type: 'number', families: ['count'], take: 'last', tolerance: 0 },
    { type: 'exact', families: ['decline', 'relay'], ignoreCase: false, ignoreFinalPunctuation: true },
  ],
};
