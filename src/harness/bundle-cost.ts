import type { Cost, DisclosedFigure, ModelCost } from '#core/bundle/cost.ts';
import type { RunRows } from './run-rows.ts';

const ABSENT: DisclosedFigure = { value: null, evidence: 'absent' };

/** What asking about answers took, over the timings of one model's trials. */
export function toElicitationCost(timings: RunRows['timings']): NonNullable<ModelCost['elicitation']> {
  const asked = timings.flatMap(({ elicitationTimings }) => elicitationTimings ?? []);
  return {
    questions: asked.length,
    promptTokens: asked.reduce((sum, row) => sum + row.promptTokens, 0),
    outputTokens: asked.reduce((sum, row) => sum + row.outputTokens, 0),
    computeSeconds: asked.reduce((sum, row) => sum + row.computeMs, 0) / 1000,
  };
}

/** `cost.json`: sums over the timings of completed trials, in their order, so that every machine gets the same last digit. */
export function toCost({ config, transcripts, timings }: Pick<RunRows, 'config' | 'transcripts' | 'timings'>): Cost {
  const modelByTrialKey = new Map(transcripts.map((row) => [row.trialKey, row.model]));
  return {
    schemaVersion: 1,
    models: config.models.map((model) => {
      const rows = timings.filter((timing) => modelByTrialKey.get(timing.trialKey) === model.modelId);
      return {
        model: model.modelId,
        completedTrials: rows.length,
        promptTokens: rows.reduce((sum, row) => sum + row.promptTokens, 0),
        outputTokens: rows.reduce((sum, row) => sum + row.outputTokens, 0),
        computeSeconds: rows.reduce((sum, row) => sum + row.computeMs, 0) / 1000,
        ...(config.confidence == null ? {} : { elicitation: toElicitationCost(rows) }),
        modelBytes: model.files.reduce((sum, file) => sum + file.bytes, 0),
        trainingCostUsd: ABSENT,
        totalParameters: ABSENT,
        activeParameters: ABSENT,
      };
    }),
  };
}
