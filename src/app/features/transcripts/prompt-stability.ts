import type { TranscriptRow } from '#core/bundle/rows.ts';
import type { RunRows } from '#harness/run-rows.ts';

/** Condition of the plain prompt. */
export const ORIGINAL = 'original';

/** How the epochs of one prompt agree, by the first scorer. */
export interface PromptStability {
  /** Scored trials. */
  readonly trials: number;
  /** Trials with the rarer success over all, 0 … 0.5; 0 = all agree. */
  readonly minorityShare: number;
  /** The more frequent success, 0 or 1; null when both are as frequent or nothing was scored. */
  readonly usual: 0 | 1 | null;
}

const NONE: PromptStability = { trials: 0, minorityShare: 0, usual: null };

/** Stability of a trial's prompt under a condition: of its own, or of the plain one. */
export type StabilityOf = (row: Pick<TranscriptRow, 'model' | 'sampleId'>, conditionId: string) => PromptStability;

/** Counts the successes of each prompt once. */
export function toPromptStability({ scores, config }: Pick<RunRows, 'scores' | 'config'>): StabilityOf {
  const scorer = config.scorers[0]?.name;
  const toKey = (model: string, sampleId: string, conditionId: string): string =>
    JSON.stringify([model, sampleId, conditionId]);
  const countsByPrompt = new Map<string, { trials: number; successes: number }>();
  for (const score of scores) {
    if (score.scorer !== scorer) continue;
    const key = toKey(score.model, score.sampleId, score.conditionId);
    const counts = countsByPrompt.get(key) ?? { trials: 0, successes: 0 };
    counts.trials += 1;
    counts.successes += score.success;
    countsByPrompt.set(key, counts);
  }
  const stabilityByPrompt = new Map(
    Array.from(countsByPrompt, ([key, { trials, successes }]): [string, PromptStability] => {
      const rarer = Math.min(successes, trials - successes);
      const usual = successes * 2 === trials ? null : successes * 2 > trials ? 1 : 0;
      return [key, { trials, minorityShare: rarer / trials, usual }];
    }),
  );
  return ({ model, sampleId }, conditionId) => stabilityByPrompt.get(toKey(model, sampleId, conditionId)) ?? NONE;
}
