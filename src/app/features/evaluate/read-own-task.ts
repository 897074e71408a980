import { toOk, type Result } from '#core/errors/result.ts';
import { toSamplesHash } from '#core/model/content-id.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { parseSamplesJsonl } from '#core/model/parse-samples.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Scorer, ScorerRule } from '#core/model/scorer.ts';

/** The configuration with a person's own JSON Lines file as its task, written inline; every family gets a rule. */
export async function readOwnTask(config: HarnessConfig, file: File): Promise<Result<HarnessConfig>> {
  const samples = parseSamplesJsonl(new Uint8Array(await file.arrayBuffer()), file.name);
  if (!samples.ok) return samples;
  const title = file.name.replace(/\.[^.]*$/, '').slice(0, 100) || 'own-task';
  // The content is part of the id: a file that was changed under its old name is another task.
  const taskId = `${title}@${toSamplesHash(samples.value).slice(0, 12)}`;
  return toOk({
    ...config,
    name: title,
    notes: '',
    task: { ...config.task, taskId, version: 1, title, samples: { type: 'inline', samples: samples.value } },
    scorers: config.scorers.map((scorer) => withRulesFor(scorer, samples.value)),
  });
}

/** Families that no rule names are judged by choice when all their samples have options, else by exact match. */
function withRulesFor(scorer: Scorer, samples: readonly Sample[]): Scorer {
  const isJudged = (family: string): boolean =>
    scorer.rules.some(({ families }) => families === null || families.includes(family));
  const unjudged = samples.filter(({ family }) => !isJudged(family));
  const families = [...new Set(unjudged.map(({ family }) => family))];
  const isChoice = (family: string): boolean =>
    unjudged.every((sample) => sample.family !== family || sample.options !== null);
  const choice = families.filter(isChoice);
  const exact = families.filter((family) => !isChoice(family));
  const added: ScorerRule[] = [
    ...(choice.length === 0 ? [] : [{ type: 'choice' as const, families: choice }]),
    ...(exact.length === 0
      ? []
      : [{ type: 'exact' as const, families: exact, ignoreCase: true, ignoreFinalPunctuation: true }]),
  ];
  return added.length === 0 ? scorer : { ...scorer, rules: [...scorer.rules, ...added] };
}
