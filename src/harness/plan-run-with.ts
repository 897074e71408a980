import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { toAxisConditions, toConditionEpochs } from '#core/model/axis-conditions.ts';
import type { HarnessConfig, PerturbationConfig } from '#core/model/harness-config.ts';
import { toOptionTexts } from '#core/model/option-texts.ts';
import { toPlannedEpochs } from '#core/model/precision.ts';
import type { Sample } from '#core/model/sample.ts';
import { SCORER_VERSION } from '#core/model/scorer.ts';
import { toChooseMode, toPerplexityMode } from '#core/model/task-mode.ts';
import { toModelKeys, toSampleHash, toTrialKey } from '#core/model/trial-key.ts';
import { ORIGINAL, type Condition, type ConditionSample, type RunPlan, type TrialGroup } from '#core/model/trial.ts';
import { toConditionId, toConditionParams } from '#protocols/condition-id.ts';
import type { FindPerturbation } from '#protocols/load-perturbations.ts';
import type { Perturbation, Prompt } from '#protocols/perturbation.ts';
import { toSampleProblem } from '#protocols/scorers/check-sample.ts';
import { findRule } from '#protocols/scorers/find-rule.ts';
import { isSamePrompt } from '#protocols/is-same-prompt.ts';
import { toPerturbedPrompt } from '#protocols/to-perturbed-prompt.ts';
import { planDemonstrations } from './plan-demonstrations.ts';

interface PlannedCondition {
  readonly condition: Condition;
  readonly apply: ((prompt: Prompt, masterSeed: number) => Prompt) | null;
}

/**
 * The whole design of a run, in the order in which it will be executed and stored: model, condition, sample, epoch.
 * Pure. `samples` are the task's samples, resolved; `find` gives the perturbations that the configuration asks for. A perturbation that
 * leaves a prompt unchanged gets no trials (noop).
 */
export function planRunWith(
  find: FindPerturbation,
  config: HarnessConfig,
  samples: readonly Sample[],
): Result<RunPlan> {
  const checked = checkSamples(config, samples);
  if (!checked.ok) return checked;
  const demonstrationsById = planDemonstrations(config, samples);
  if (!demonstrationsById.ok) return demonstrationsById;
  const conditions = planConditions(find, config);
  if (!conditions.ok) return conditions;
  const { system } = config.task;
  const conditionSamples = conditions.value.flatMap((planned) =>
    samples.map((sample) => {
      const demonstrations = demonstrationsById.value.get(sample.sampleId);
      const original = { sample, system, ...(demonstrations === undefined ? {} : { demonstrations }) };
      return toConditionSample(planned, original, config.protocol.masterSeed);
    }),
  );
  const groups = planGroups(
    config,
    samples,
    conditions.value.map(({ condition }) => condition),
    conditionSamples,
  );
  const noopCountByCondition: Record<string, number> = {};
  for (const { conditionId, noop } of conditionSamples) {
    noopCountByCondition[conditionId] = (noopCountByCondition[conditionId] ?? 0) + (noop ? 1 : 0);
  }
  return toOk({
    conditions: conditions.value.map((planned) => planned.condition),
    conditionSamples,
    groups,
    trialCount: groups.reduce((sum, group) => sum + group.trials.length, 0),
    noopCountByCondition,
  });
}

function checkSamples(config: HarnessConfig, samples: readonly Sample[]): Result<null> {
  const isPerplexity = toPerplexityMode(config.task) !== null;
  if (isPerplexity && config.scorers.length > 0)
    return toFailed('config-invalid', 'A task of mode "perplexity" has no answers that a scorer could judge.', {
      location: 'scorers',
    });
  for (const [index, scorer] of config.scorers.entries()) {
    if (toChooseMode(config.task) === null && scorer.rules.some(({ type }) => type === 'option-likelihood')) {
      return toFailed(
        'config-invalid',
        `Scorer "${scorer.name}" has the rule "option-likelihood", for which task.mode must be of type "choose".`,
        { location: `scorers[${index}].rules` },
      );
    }
    if (scorer.version !== SCORER_VERSION) {
      return toFailed(
        'config-invalid',
        `Scorer "${scorer.name}" asks for version ${scorer.version} of the rules; this build has version ${SCORER_VERSION}.`,
        { location: `scorers[${index}].version` },
      );
    }
  }
  const seen = new Set<string>();
  for (const [index, sample] of samples.entries()) {
    if (seen.has(sample.sampleId)) {
      return toFailed('task-invalid', `Sample id "${sample.sampleId}" occurs twice: give each sample its own id.`, {
        location: `samples[${index}].sampleId`,
      });
    }
    seen.add(sample.sampleId);
    if (!isPerplexity && sample.target.length === 0)
      return toFailed(
        'task-invalid',
        `Sample "${sample.sampleId}" has no target, which only a text of a task of mode "perplexity" can do without.`,
        { location: `samples[${index}].target` },
      );
    if (isPerplexity && sample.passages !== undefined)
      return toFailed(
        'task-invalid',
        `Sample "${sample.sampleId}" has passages, but a text of a task of mode "perplexity" stands alone.`,
        { location: `samples[${index}].passages` },
      );
    const missing = toMissingOptions(config, sample);
    if (missing !== null) return toFailed('task-invalid', missing, { location: `samples[${index}].options` });
    for (const [scorerIndex, scorer] of config.scorers.entries()) {
      const location = `scorers[${scorerIndex}].rules`;
      const rule = findRule(scorer, sample);
      if (rule === null) {
        return toFailed(
          'config-invalid',
          `Scorer "${scorer.name}" has no rule for family "${sample.family}" of sample "${sample.sampleId}": add a rule, or one whose families is null.`,
          { location },
        );
      }
      const problem = toSampleProblem(rule, sample);
      if (problem !== null) {
        return toFailed(
          'config-invalid',
          `Scorer "${scorer.name}" judges family "${sample.family}" by rule "${rule.type}", but sample "${sample.sampleId}" of it ${problem}.`,
          { location },
        );
      }
    }
  }
  return toOk(null);
}

/** What a task that chooses lacks in a sample, or null. */
function toMissingOptions({ task }: HarnessConfig, { sampleId, options }: Sample): string | null {
  const mode = toChooseMode(task);
  if (mode === null) return null;
  if (options === null) return `Sample "${sampleId}" has no options, but the task is to choose one.`;
  return toOptionTexts(mode, options).length === 0
    ? `Sample "${sampleId}" has options without labels, but the task is to choose a label.`
    : null;
}

function planConditions(find: FindPerturbation, config: HarnessConfig): Result<readonly PlannedCondition[]> {
  const planned: PlannedCondition[] = [{ condition: { conditionId: ORIGINAL, perturbation: null }, apply: null }];
  const ids = new Set<string>();
  for (const [index, asked] of config.protocol.perturbations.entries()) {
    const location = `protocol.perturbations[${index}]`;
    const perturbation = find(asked.id, asked.version);
    if (perturbation === null) {
      return toFailed(
        'config-invalid',
        `Perturbation "${asked.id}" version ${asked.version} does not exist in this build.`,
        { location },
      );
    }
    const complaint = checkVariants(perturbation, asked) ?? perturbation.checkParams(asked.params);
    if (complaint !== null) return toFailed('config-invalid', `${asked.id}: ${complaint}`, { location });
    for (let variant = 0; variant < asked.variants; variant += 1) {
      const next = planVariant(perturbation, asked, variant);
      if (ids.has(next.condition.conditionId)) {
        return toFailed('config-invalid', `Condition "${next.condition.conditionId}" is asked for twice.`, {
          location,
        });
      }
      ids.add(next.condition.conditionId);
      planned.push(next);
    }
  }
  const ofAxes = toAxisConditions(config.protocol.axes ?? []).map((condition) => ({ condition, apply: null }));
  return toOk([...planned, ...ofAxes]);
}

function checkVariants(perturbation: Perturbation, asked: PerturbationConfig): string | null {
  const { variantCount } = perturbation;
  return variantCount !== null && asked.variants > variantCount
    ? `asks for ${asked.variants} variants, has ${variantCount}`
    : null;
}

function planVariant(perturbation: Perturbation, asked: PerturbationConfig, variant: number): PlannedCondition {
  const { id, version, params } = asked;
  return {
    condition: {
      conditionId: toConditionId(id, version, params, variant),
      perturbation: { id, version, class: perturbation.class, params: toConditionParams(params), variant },
    },
    apply: (prompt, masterSeed) => toPerturbedPrompt(perturbation, prompt, { params, variant, masterSeed }),
  };
}

function toConditionSample(planned: PlannedCondition, original: Prompt, masterSeed: number): ConditionSample {
  const { conditionId } = planned.condition;
  if (planned.apply === null) return { conditionId, ...original, noop: false };
  const perturbed = planned.apply(original, masterSeed);
  const noop = isSamePrompt(original, perturbed);
  return { conditionId, ...(noop ? original : perturbed), noop };
}

function planGroups(
  config: HarnessConfig,
  samples: readonly Sample[],
  conditions: readonly Condition[],
  conditionSamples: readonly ConditionSample[],
): readonly TrialGroup[] {
  const { masterSeed } = config.protocol;
  const epochs = toPlannedEpochs(config.protocol);
  const epochsById = new Map(
    conditions.map((condition) => [condition.conditionId, toConditionEpochs(epochs, condition)]),
  );
  const sampleHashById = new Map(samples.map((sample) => [sample.sampleId, toSampleHash(sample)]));
  const groups: TrialGroup[] = [];
  const modelKeys = toModelKeys(config.models);
  for (const [index, model] of config.models.entries()) {
    const modelHash = modelKeys[index] ?? '';
    for (const { conditionId, sample, noop } of conditionSamples) {
      if (noop) continue;
      const { sampleId } = sample;
      const sampleHash = sampleHashById.get(sampleId) ?? '';
      const trials = Array.from({ length: epochsById.get(conditionId) ?? 0 }, (_, offset) => {
        const epoch = offset + 1;
        const trialKey = toTrialKey({ masterSeed, sampleId, sampleHash, conditionId, epoch, modelHash });
        return { trialKey, model: model.modelId, sampleId, conditionId, epoch };
      });
      groups.push({ groupIndex: groups.length, model: model.modelId, sampleId, conditionId, trials });
    }
  }
  return groups;
}
