import { toSamplesHash } from '#core/model/content-id.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Scorer, ScorerRule } from '#core/model/scorer.ts';
import { withTaskMode } from '../with-task-mode.ts';

/** Where samples came from. */
export interface ImportSource {
  readonly fileName: string;
  /** Rows of the file that became no sample. */
  readonly skippedCount: number;
}

/** The configuration with samples of a person's own file as its task, written inline; every family gets a rule. */
export function withTaskSamples(
  config: HarnessConfig,
  samples: readonly Sample[],
  { fileName, skippedCount }: ImportSource,
): HarnessConfig {
  const title = fileName.replace(/\.[^.]*$/, '').slice(0, 100) || 'own-task';
  // The content is part of the id: a file that was changed under its old name is another task.
  const taskId = `${title}@${toSamplesHash(samples).slice(0, 12)}`;
  const skipped = skippedCount === 1 ? '1 bad row was left out' : `${skippedCount} bad rows were left out`;
  const framed = withModeFor(config, samples);
  return {
    ...framed,
    name: title,
    notes: skippedCount === 0 ? '' : `Imported from ${fileName}: ${samples.length} rows became samples, ${skipped}.`,
    task: {
      ...withoutForeignPool(framed.task),
      taskId,
      version: 1,
      title,
      samples: { type: 'inline', samples: [...samples] },
    },
    scorers: framed.scorers.map((scorer) => withRulesFor(scorer, samples)),
  };
}

/** Texts without answers are measured; where there are answers the mode stays, unless it cannot be. */
function withModeFor(config: HarnessConfig, samples: readonly Sample[]): HarnessConfig {
  const { mode } = config.task;
  if (samples.every(({ target }) => target.length === 0))
    return mode?.type === 'perplexity'
      ? config
      : withTaskMode(config, { type: 'perplexity', stride: null, windowLength: null });
  const canChoose = samples.every(({ options }) => options !== null);
  return mode?.type === 'perplexity' || (mode?.type === 'choose' && !canChoose)
    ? withTaskMode(config, { type: 'generate' })
    : config;
}

/** Demonstrations that were written for other samples are left out. */
function withoutForeignPool(task: HarnessConfig['task']): HarnessConfig['task'] {
  const { fewShot, ...rest } = task;
  return fewShot?.pool.type === 'inline' ? rest : task;
}

/** Families that no rule names are judged by choice when all their samples have options, else by exact match. */
function withRulesFor(scorer: Scorer, samples: readonly Sample[]): Scorer {
  const isJudged = (family: string): boolean =>
    scorer.rules.some(({ families }) => families === null || families.includes(family));
  const unjudged = samples.filter(({ family }) => !isJudged(family));
  const families = [...new Set(unjudged.map(({ family }) => family))];
  const plain = new Set(unjudged.filter(({ options }) => options === null).map(({ family }) => family));
  const choice = families.filter((family) => !plain.has(family));
  const exact = families.filter((family) => plain.has(family));
  const added: ScorerRule[] = [
    ...(choice.length === 0 ? [] : [{ type: 'choice' as const, families: choice }]),
    ...(exact.length === 0
      ? []
      : [{ type: 'exact' as const, families: exact, ignoreCase: true, ignoreFinalPunctuation: true }]),
  ];
  return added.length === 0 ? scorer : { ...scorer, rules: [...scorer.rules, ...added] };
}
