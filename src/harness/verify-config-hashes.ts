import { SAMPLER, toConfigHash, toDesignHash } from '#core/bundle/config-hash.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import type { BundleContents } from './bundle-contents.ts';
import { toEffectiveDecoding } from './effective-decoding.ts';
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
    const { load, batchSize, decoding } = effective;
    const found = { modelId: load.modelId, modelHash: load.modelHash, sampler: load.sampler, batchSize, decoding };
    const difference = findDifference(
      {
        modelId: model.modelId,
        modelHash: toModelHash(model),
        sampler: { id: SAMPLER.id, version: SAMPLER.version },
        batchSize: Math.min(config.execution.batchSize, load.maxBatchSize),
        decoding: toEffectiveDecoding(config.decoding),
      },
      found,
    );
    if (difference !== null) list.error(EFFECTIVE, null, `models[${index}]: ${toDifferenceText(difference)}`);
  }
  const missing = config.models.filter((model) => !models.includes(model));
  for (const model of missing)
    list.note(EFFECTIVE, null, `model "${model.modelId}" was not loaded before the run ended`);
  return list.findings;
}
