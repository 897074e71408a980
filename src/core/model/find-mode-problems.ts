import type { Decoding } from './decoding.ts';
import { toChooseMode, toPerplexityMode, type TaskMode } from './task-mode.ts';

/** What a mode of a task says about the rest of a configuration. */
interface ModedConfig {
  readonly task: {
    readonly mode?: TaskMode | undefined;
    readonly system: string | null;
    readonly promptTemplate: string;
    readonly fewShot?: object | undefined;
  };
  readonly decoding: Decoding;
  readonly protocol: { readonly epochs: { readonly baseline: number; readonly perturbed: number } };
  readonly scorers: readonly object[];
  readonly severity?: object | null | undefined;
  readonly abstention?: object | null | undefined;
  readonly confidence?: object | null | undefined;
}

export interface ModeProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** Fields that the mode of the task does not allow: what is forced is not drawn, and what is not answered is not judged. */
export function findModeProblems(config: ModedConfig): readonly ModeProblem[] {
  const { task, scorers } = config;
  const isPerplexity = toPerplexityMode(task) !== null;
  const isForced = isPerplexity || toChooseMode(task) !== null;
  return [
    ...(isForced ? findDrawProblems(config, isPerplexity) : []),
    ...(isPerplexity ? findTextProblems(config) : []),
    ...(!isPerplexity && scorers.length === 0
      ? [{ path: ['scorers'], message: 'needs at least one scorer; only a task of mode "perplexity" has none' }]
      : []),
  ];
}

function findDrawProblems({ decoding, protocol }: ModedConfig, isPerplexity: boolean): readonly ModeProblem[] {
  const { temperature, repetitionPenalty, stopStrings } = decoding;
  const { baseline, perturbed } = protocol.epochs;
  return [
    ...(temperature !== 0 || repetitionPenalty !== 1 || stopStrings.length > 0
      ? [
          {
            path: ['decoding'],
            message: `${isPerplexity ? 'texts are measured' : 'options are compared'} by raw log-probabilities: set temperature to 0, repetitionPenalty to 1 and stopStrings to []`,
          },
        ]
      : []),
    ...(baseline > 1 || perturbed > 1
      ? [
          {
            path: ['protocol', 'epochs'],
            message: `${isPerplexity ? 'the log-probability of a text' : 'a choice by log-probability'} is the same in every epoch: set baseline and perturbed to 1`,
          },
        ]
      : []),
  ];
}

function findTextProblems({ task, scorers, ...config }: ModedConfig): readonly ModeProblem[] {
  const why = 'the text itself is what a task of mode "perplexity" measures';
  return [
    ...(task.system === null ? [] : [{ path: ['task', 'system'], message: `must be null: ${why}` }]),
    ...(task.promptTemplate === '{input}'
      ? []
      : [{ path: ['task', 'promptTemplate'], message: `must be "{input}": ${why}` }]),
    ...(task.fewShot === undefined ? [] : [{ path: ['task', 'fewShot'], message: `must be left out: ${why}` }]),
    ...(scorers.length === 0
      ? []
      : [{ path: ['scorers'], message: 'must be []: a task of mode "perplexity" has no answers to judge' }]),
    ...(['severity', 'abstention', 'confidence'] as const).flatMap((field) =>
      (config[field] ?? null) === null ? [] : [{ path: [field], message: `must be null: ${why}` }],
    ),
  ];
}
