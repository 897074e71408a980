import { sha256Hex } from '#core/hash/sha256.ts';
import type { BundleContents } from './bundle-contents.ts';
import { findDifference, toDifferenceText } from './verify-difference.ts';
import { createFindingList, type VerifyFinding } from './verify-finding.ts';
import type { HashByPath } from './verify-members.ts';

const SAMPLES = 'samples.jsonl';

/** Compares `samples.jsonl` with the samples, or the file hash, of the configuration. */
export function verifySamples({ config, samples }: BundleContents, hashByPath: HashByPath): readonly VerifyFinding[] {
  const list = createFindingList('samples');
  const asked = config.task.samples;
  if (asked.type === 'inline') {
    for (const [index, sample] of asked.samples.entries()) {
      const difference = findDifference(sample, samples[index]?.row);
      if (difference !== null) list.error(SAMPLES, index + 1, toDifferenceText(difference));
    }
    if (samples.length > asked.samples.length)
      list.error(SAMPLES, asked.samples.length + 1, 'is a sample that the configuration does not have');
    return list.findings;
  }
  if (samples.length !== asked.sampleCount)
    list.error(SAMPLES, null, `has ${samples.length} samples, config.json says ${asked.sampleCount}`);
  // Task files are usually written with the fields in the order of the schema, samples.jsonl has them sorted.
  const inSchemaOrder = samples.map(({ row }) => `${JSON.stringify(row)}\n`).join('');
  if (hashByPath.get(SAMPLES) !== asked.sha256 && sha256Hex(inSchemaOrder) !== asked.sha256) {
    list.note(
      SAMPLES,
      null,
      `cannot be turned back into the bytes of the task file ${asked.path} (SHA-256 ${asked.sha256}), which was written in another form: compare the samples with that file yourself`,
    );
  }
  return list.findings;
}
