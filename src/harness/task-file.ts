import type { Sha256 } from '#core/model/model-ref.ts';
import { toSamplesHash } from '#core/model/content-id.ts';
import type { Sample } from '#core/model/sample.ts';

/**
 * True when a task file with this hash holds exactly these samples. Task files that a configuration names have one sample a
 * line, fields in the order of the schema, so that the bundle's samples can be turned back into the file and checked.
 */
export function isTaskFileOf(samples: readonly Sample[], sha256: Sha256): boolean {
  return toSamplesHash(samples) === sha256;
}
