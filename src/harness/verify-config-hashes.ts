import { SAMPLER, toConfigHash, toDesignHash } from '#core/bundle/config-hash.ts';
import { toAxisConditions } from '#core/model/axis-conditions.ts';
import { toConditionSetting } from '#core/model/condition-setting.ts';
import type { EffectiveAxis, LoadReport } from '#core/model/effective-config.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { toCanaryVerdict } from '#core/model/canary.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { usesSharedPrefix } from '#core/model/shared-prefix.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import type { BundleContents } from './bundle-contents.ts';
import { toEffectiveDecoding } from './effective-decoding.ts';
import { toCanaries, toEffectiveAxes } from './effective-models.ts';
import { findDifference, toDifferenceText } from './verify-difference.ts';
import { createFindingList, type VerifyFinding } from './verify-finding.ts';

const EFFECTIVE = 'effective-config.json';

/** Compares every stated hash with `config.json`, and what the effective configuration must share with it. */
export function verifyConfigHashes(contents: BundleContents): readonly VerifyFinding[] {
  const { manifest, config, effectiveConfig, report } = contents;
  const list = createFindingList('hashes');
  const expected = { configHash: toConfigHash(config), designHash: toDesignHash(config) };
  for (const [member, stated] of [
    ['manifest.json', manifest],
    [EFFECTIVE, effectiveConfig],
    ['report.json', report],
  ] as const) {
    for (const name of ['configHash', 'designHash'] as const) {
      if (stated[name] !== expected[name])
        list.error(member, null, `${name} is ${stated[name]}, config.json has ${expected[name]}`);
    }
  }
  if (report.runId !== manifest.runId)
    list.error('report.json', null, `runId is ${report.runId}, the manifest says ${manifest.runId}`);
  const models = config.models.filter((model) =>
    effectiveConfig.models.some(({ load }) => load.modelId === model.modelId),
  );
  if (models.length !== effectiveConfig.models.length)
    list.error(EFFECTIVE, null, 'models names a model that config.json lacks, or one twice');
  for (const [index, model] of models.entries()) {
    const effective = effectiveConfig.models[index];
    if (effective === undefined) continue;
    const { load, batchSize, decoding, controlProbe = null } = effective;
    const found = { modelId: load.modelId, modelHash: load.modelHash, sampler: load.sampler, batchSize, decoding };
    const difference = findDifference(
      {
        modelId: model.modelId,
        modelHash: toModelHash(model),
        sampler: { id: SAMPLER.id, version: SAMPLER.version },
        batchSize: Math.min(config.execution.batchSize, load.maxBatchSize),
        decoding: toEffectiveDecoding(config.decoding, controlProbe),
      },
      found,
    );
    if (difference !== null) list.error(EFFECTIVE, null, `models[${index}]: ${toDifferenceText(difference)}`);
    for (const problem of [...findLoadProblems(model, load), ...findAxisProblems(config, model, effective.axes ?? [])])
      list.error(EFFECTIVE, null, `models[${index}]: ${problem}`);
  }
  for (const { model, conditionId, canary } of toCanaries(effectiveConfig.models)) {
    if (canary.verdict !== 'unchecked' && canary.verdict !== toCanaryVerdict(canary))
      list.error(EFFECTIVE, null, `the canary of ${conditionId ?? model} says "${canary.verdict}", its numbers do not`);
  }
  for (const { load, canary } of effectiveConfig.models) {
    if (load.runtime.device === 'webgpu' && canary === undefined)
      list.error(EFFECTIVE, null, `model "${load.modelId}" ran on WebGPU without a canary`);
  }
  const missing = config.models.filter((model) => !models.includes(model));
  for (const { modelId } of missing) {
    const hasTrials = contents.transcripts.some(({ row }) => row.model === modelId && row.status === 'completed');
    if (hasTrials) list.error(EFFECTIVE, null, `says nothing of model "${modelId}", which has completed trials`);
    else list.note(EFFECTIVE, null, `model "${modelId}" was not loaded before the run ended`);
  }
  return list.findings;
}

/** What of the settings of axes contradicts the configuration; those whose session is not there were not reached. */
function findAxisProblems(config: HarnessConfig, model: ModelRef, axes: readonly EffectiveAxis[]): readonly string[] {
  const loadById = new Map(axes.map(({ conditionId, load }) => [conditionId, load]));
  const canaryById = new Map(axes.map(({ conditionId, canary }) => [conditionId, canary]));
  const expected = toEffectiveAxes(
    config,
    model,
    (conditionId) => loadById.get(conditionId) ?? null,
    (conditionId) => canaryById.get(conditionId) ?? null,
  );
  const difference = findDifference(expected, axes);
  if (difference !== null) return [`axes: ${toDifferenceText(difference)}`];
  return toAxisConditions(config.protocol.axes ?? []).flatMap(({ conditionId, axis = null }) => {
    const load = loadById.get(conditionId) ?? null;
    if (load === null) return [];
    const asked = toConditionSetting(config, model, axis).model;
    const problems = [
      ...findLoadProblems(asked, load),
      ...(asked.threads === model.threads || load.runtime.threads === asked.threads
        ? []
        : [`threads is ${load.runtime.threads}, not ${asked.threads}`]),
      ...(load.modelHash === toModelHash(asked) ? [] : ['modelHash is not that of the files']),
    ];
    return problems.map((problem) => `axes "${conditionId}": ${problem}`);
  });
}

/** What of a load report contradicts the model that was asked for. */
function findLoadProblems(model: ModelRef, load: LoadReport): readonly string[] {
  const bytes = model.files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    ...(load.bytes === bytes ? [] : [`bytes is ${load.bytes}, the files of config.json have ${bytes}`]),
    ...(model.files.some((file) => file.path === load.graphFile)
      ? []
      : [`graphFile ${load.graphFile} is not a file of the model`]),
    ...(load.runtime.threads <= model.threads
      ? []
      : [`threads is ${load.runtime.threads}, config.json asks for ${model.threads}`]),
    ...(load.runtime.device === model.device
      ? []
      : [`device is ${load.runtime.device}, config.json asks for ${model.device}`]),
    ...(model.sharedPrefix === 'off' && usesSharedPrefix(load)
      ? ['sharedPrefix was used, config.json asks for none']
      : []),
    ...(model.expandWeights !== true && load.expandedWeights !== undefined
      ? ['expandedWeights is there, config.json does not ask for it']
      : []),
    ...(load.graph.batchSensitiveOperators.length > 0 && load.maxBatchSize > 1
      ? [`maxBatchSize is ${load.maxBatchSize} for a graph whose rows influence each other`]
      : []),
  ];
}
