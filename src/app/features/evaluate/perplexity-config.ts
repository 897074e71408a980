import type { HarnessConfig } from '#core/model/harness-config.ts';
import { SCORER_VERSION } from '#core/model/scorer.ts';

/** The configuration as one that measures how likely its inputs are: without what would stand around them or judge answers. */
export function toPerplexityConfig(config: HarnessConfig): HarnessConfig {
  const { fewShot: _, ...task } = config.task;
  const { severity: _severity, abstention: _abstention, confidence: _confidence, ...rest } = config;
  return {
    ...rest,
    task: {
      ...task,
      system: null,
      promptTemplate: '{input}',
      mode: { type: 'perplexity', stride: null, windowLength: null },
    },
    decoding: { ...config.decoding, temperature: 0, repetitionPenalty: 1, stopStrings: [] },
    protocol: { ...config.protocol, epochs: { baseline: 1, perturbed: 1 } },
    scorers: [],
  };
}

/** The configuration with something that judges answers: exact match where it has no scorer. */
export function withScorer(config: HarnessConfig): HarnessConfig {
  if (config.scorers.length > 0) return config;
  const rule = { type: 'exact', families: null, ignoreCase: true, ignoreFinalPunctuation: true } as const;
  return { ...config, scorers: [{ name: 'answer', version: SCORER_VERSION, rules: [rule] }] };
}
