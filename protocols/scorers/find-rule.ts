import type { Sample } from '#core/model/sample.ts';
import type { Scorer, ScorerRule } from '#core/model/scorer.ts';

/** The rule that judges a sample: the first that names its family (`families` null names every family), or null. */
export function findRule(scorer: Scorer, { family }: Pick<Sample, 'family'>): ScorerRule | null {
  return scorer.rules.find(({ families }) => families === null || families.includes(family)) ?? null;
}
