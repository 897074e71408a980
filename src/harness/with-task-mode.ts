import type { HarnessConfig } from '#core/model/harness-config.ts';
import { SCORER_VERSION, type Scorer } from '#core/model/scorer.ts';
import type { TaskMode } from '#core/model/task-mode.ts';

/** What judges where nothing did before. */
const EXACT_SCORER: Scorer = {
  name: 'answer',
  version: SCORER_VERSION,
  rules: [{ type: 'exact', families: null, ignoreCase: true, ignoreFinalPunctuation: true }],
};

/**
 * The configuration in another mode, with what that mode needs of its other fields, as `findModeProblems` asks: nothing is drawn where something is forced, and
 * nothing stands around a text that is measured, nor judges it. A mode of generating is written as none.
 */
export function withTaskMode(config: HarnessConfig, mode: TaskMode): HarnessConfig {
  const { mode: _, ...task } = config.task;
  if (mode.type === 'generate')
    return { ...config, task, scorers: config.scorers.length === 0 ? [EXACT_SCORER] : config.scorers };
  const forced: HarnessConfig = {
    ...config,
    task: { ...task, mode },
    decoding: { ...config.decoding, temperature: 0, repetitionPenalty: 1, stopStrings: [] },
    protocol: { ...config.protocol, epochs: { baseline: 1, perturbed: 1 } },
  };
  if (mode.type === 'choose')
    return { ...forced, scorers: config.scorers.length === 0 ? [EXACT_SCORER] : config.scorers };
  const { fewShot: __, ...bare } = forced.task;
  const { severity: ___, abstention: ____, confidence: _____, ...rest } = forced;
  return { ...rest, task: { ...bare, system: null, promptTemplate: '{input}' }, scorers: [] };
}
