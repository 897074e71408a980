import type { BundleContents } from './bundle-contents.ts';
import { isTaskFileOf } from './task-file.ts';
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
  if (
    hashByPath.get(SAMPLES) !== asked.sha256 &&
    !isTaskFileOf(
      samples.map(({ row }) => row),
      asked.sha256,
    )
  ) {
    list.error(SAMPLES, null, `is not the task file ${asked.path} that config.json names (SHA-256 ${asked.sha256})`);
  }
  return list.findings;
}
