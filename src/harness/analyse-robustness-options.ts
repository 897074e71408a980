import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { classConsistency } from '#core/stats/class-consistency.ts';
import type { LabelledSample } from '#core/stats/prompt-sensitivity.ts';
import { promptSensitivity } from '#core/stats/prompt-sensitivity.ts';
import type { ChoiceSample } from './analyse-robustness-choices.ts';
import { toChoiceSamples } from './analyse-robustness-choices.ts';
import { isFormat } from './analyse-robustness-formats.ts';
import { analyseRotations } from './analyse-robustness-rotations.ts';
import type { RobustnessPlace, RobustnessRun } from './analyse-robustness-run.ts';
import { toEqualOutcomes } from './analyse-robustness-run.ts';

/** What only multiple-choice samples can show: option order, and answers over formats. None without such samples. */
export function analyseOptions(run: RobustnessRun, place: RobustnessPlace): readonly Estimate[] {
  const choices = toChoiceSamples(run);
  if (choices.length === 0) return [];
  return [...analyseRotations(run, place, choices), ...analyseAnswers(run, place, choices)];
}

/** `prompt_sensitivity` over all samples that some format changes, `class_consistency` by family. None without formats. */
function analyseAnswers(
  run: RobustnessRun,
  { conditionId, conditions }: RobustnessPlace,
  choices: readonly ChoiceSample[],
): readonly Estimate[] {
  const formats = conditions.filter(isFormat);
  if (formats.length === 0) return [];
  const { context, model, scorer } = run;
  const place = { model, conditionId, scorer };
  const labelled = toLabelled(run, [ORIGINAL, ...formats.map((format) => format.conditionId)], choices);
  const families = new Set(choices.map(({ family }) => family));
  const toMembers = (family: string): readonly LabelledSample[] =>
    labelled.filter((sample) => sample.family === family);
  return [
    context.estimate({ ...place, metric: 'prompt_sensitivity', params: { J: formats.length + 1 } }, (settings) =>
      promptSensitivity(labelled, settings),
    ),
    ...[...families].map((family) =>
      context.estimate({ ...place, metric: 'class_consistency', params: { family } }, (settings) =>
        classConsistency(toMembers(family), settings),
      ),
    ),
  ];
}

function toLabelled(
  run: RobustnessRun,
  conditionIds: readonly string[],
  choices: readonly ChoiceSample[],
): readonly (LabelledSample & { readonly family: string })[] {
  const outcomes = conditionIds.map(
    (id) => new Map(toEqualOutcomes(run, id).map((entry) => [entry.sampleId, entry] as const)),
  );
  return choices.flatMap(({ sampleId, clusterId, family, answers, targetPosition }) => {
    const prompts = outcomes.flatMap((bySample) => bySample.get(sampleId) ?? []);
    const target = answers[targetPosition] ?? '';
    return prompts.length < 2 ? [] : [{ sampleId, clusterId, family, prompts, classes: answers, target }];
  });
}
