import { toConditionEpochs } from '#core/model/axis-conditions.ts';
import type { TrialCounts } from '#core/model/report.ts';
import type { AnalysisContext } from './analyse-context.ts';

/** Trials of one model by condition and outcome. */
export function analyseCounts(context: AnalysisContext, model: string): readonly TrialCounts[] {
  const { conditions, conditionRows, config, transcripts, scores, attempts } = context.rows;
  const rowsByCondition = Map.groupBy(conditionRows, (row) => row.conditionId);
  const transcriptsByCondition = Map.groupBy(
    transcripts.filter((row) => row.model === model),
    (row) => row.conditionId,
  );
  const unparsable = scores.filter((row) => row.model === model && row.answer === null);
  // An attempt was repeated unless it was the last of a trial that failed for good.
  const retried = attempts.flatMap((attempt) => {
    const transcript = context.transcriptByKey.get(attempt.trialKey);
    const isRepeated = transcript?.model === model && (!attempt.final || transcript.status === 'completed');
    return isRepeated ? [transcript.conditionId] : [];
  });
  return conditions.map((condition) => {
    const { conditionId } = condition;
    const prompts = rowsByCondition.get(conditionId) ?? [];
    const noopSamples = prompts.filter((row) => row.noop).length;
    const epochs = toConditionEpochs(config.protocol.epochs, condition);
    const ended = transcriptsByCondition.get(conditionId) ?? [];
    const failed = ended.filter((row) => row.status === 'failed').length;
    return {
      model,
      conditionId,
      planned: (prompts.length - noopSamples) * epochs,
      completed: ended.length - failed,
      failed,
      retried: retried.filter((id) => id === conditionId).length,
      unparsable: Object.fromEntries(
        config.scorers.map(({ name }) => [
          name,
          unparsable.filter((row) => row.conditionId === conditionId && row.scorer === name).length,
        ]),
      ),
      noopSamples,
    };
  });
}
