import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { toOutputSentences } from '#core/charts/to-output-sentences.ts';

/** One sentence for each model whose plain outputs look degenerate or no better than guesses, by script and scorer. */
export function warnOfOutputs(estimates: readonly Estimate[], model: string): readonly string[] {
  const own = estimates.filter((estimate) => estimate.model === model && estimate.conditionId === ORIGINAL);
  return toOutputSentences(own).map((sentence) => `${model}: ${sentence}`);
}
