import { toCanonicalJson } from '../bundle/canonical-json.ts';
import { sha256Hex } from '../hash/sha256.ts';
import type { ModelRef, Sha256 } from './model-ref.ts';
import type { Sample } from './sample.ts';
import type { ConditionId, TrialKey } from './trial.ts';

/** SHA-256 of the sample's canonical JSON. */
export function toSampleHash(sample: Sample): Sha256 {
  return sha256Hex(toCanonicalJson(sample));
}

/** SHA-256 over the sorted hashes of the model's files and its template override; never of runtime, device or threads. */
export function toModelHash(model: ModelRef): Sha256 {
  const hashes = model.files.map((file) => file.sha256).toSorted();
  return sha256Hex(toCanonicalJson(model.chatTemplate === null ? hashes : [...hashes, sha256Hex(model.chatTemplate)]));
}

/** What keys a trial's random numbers (DESIGN §5.1). `epoch` is 1-based. */
export interface TrialKeyParts {
  readonly masterSeed: number;
  readonly sampleId: string;
  readonly sampleHash: Sha256;
  readonly conditionId: ConditionId;
  readonly epoch: number;
  readonly modelHash: Sha256;
}

/** SHA-256 of the canonical JSON of the parts in the order of DESIGN §5.1. `sampleHash` is of the unperturbed sample. */
export function toTrialKey(parts: TrialKeyParts): TrialKey {
  const { masterSeed, sampleId, sampleHash, conditionId, epoch, modelHash } = parts;
  return sha256Hex(toCanonicalJson([masterSeed, sampleId, sampleHash, conditionId, epoch, modelHash]));
}
