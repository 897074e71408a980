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

/**
 * What keys the trials of each model of a configuration, in their order: its hash; for a further entry with the same files a hash of that and of
 * its place among them, so that runtimes or devices of one model have trials, and draws, of their own. Never of the runtime itself.
 */
export function toModelKeys(models: readonly ModelRef[]): readonly Sha256[] {
  const seen = new Map<Sha256, number>();
  return models.map((model) => {
    const hash = toModelHash(model);
    const place = seen.get(hash) ?? 0;
    seen.set(hash, place + 1);
    return place === 0 ? hash : sha256Hex(toCanonicalJson([hash, place]));
  });
}

/** What keys a trial's random numbers (DESIGN §5.1). `epoch` is 1-based. */
export interface TrialKeyParts {
  readonly masterSeed: number;
  readonly sampleId: string;
  readonly sampleHash: Sha256;
  readonly conditionId: ConditionId;
  readonly epoch: number;
  /** That of `toModelKeys`. */
  readonly modelHash: Sha256;
}

/** SHA-256 of the canonical JSON of the parts in the order of DESIGN §5.1. `sampleHash` is of the unperturbed sample. */
export function toTrialKey(parts: TrialKeyParts): TrialKey {
  const { masterSeed, sampleId, sampleHash, conditionId, epoch, modelHash } = parts;
  return sha256Hex(toCanonicalJson([masterSeed, sampleId, sampleHash, conditionId, epoch, modelHash]));
}
