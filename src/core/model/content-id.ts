import { toCanonicalJson } from '../bundle/canonical-json.ts';
import { sha256Hex } from '../hash/sha256.ts';
import type { Sha256 } from './model-ref.ts';
import type { Sample, SampleId } from './sample.ts';

const ID_DIGITS = 16;

/**
 * Id of a sample that was given none: the first 16 hexadecimal digits of the SHA-256 of its canonical JSON without the two ids. The same
 * question has the same id in whatever file and on whatever line it stands.
 */
export function toContentId(content: Omit<Sample, 'sampleId' | 'clusterId'>): SampleId {
  return sha256Hex(toCanonicalJson(content)).slice(0, ID_DIGITS);
}

/** A task file: one sample a line, fields in the order of the schema. */
export function toSamplesJsonl(samples: readonly Sample[]): string {
  return samples.map((sample) => `${JSON.stringify(sample)}\n`).join('');
}

/** Content hash of a task's samples: SHA-256 of their task file, so `sha256sum` on the exported file shows the same. */
export function toSamplesHash(samples: readonly Sample[]): Sha256 {
  return sha256Hex(toSamplesJsonl(samples));
}
