import { MAX_FORCED_POSITIONS } from '#core/model/forced.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { createRng, toDistinctIndices } from '#core/rng/rng.ts';

/** Logits of the original that are held at once, bytes: they wait in memory while the other session is loaded. */
const MAX_HELD_BYTES = 128 * 1024 * 1024;

const BYTES_PER_LOGIT = 4;

/**
 * Places of each sample's output that are compared, at most: equally many for every sample, at most 16, and as few as the logits held at
 * once allow. Where not even one place a sample fits, a random part of the samples has one each. Depends on master seed, samples and vocabulary
 * alone, so parts of a run and verify have the same.
 * @param sampleIds of the whole task.  @param vocabularySize ≥ 1.  @returns places by sample id; samples without any are absent.
 */
export function toForcedCounts(
  masterSeed: number,
  sampleIds: readonly string[],
  vocabularySize: number,
): ReadonlyMap<string, number> {
  const rows = Math.floor(MAX_HELD_BYTES / (BYTES_PER_LOGIT * vocabularySize));
  const each = Math.min(MAX_FORCED_POSITIONS, Math.floor(rows / Math.max(1, sampleIds.length)));
  if (each >= 1) return new Map(sampleIds.map((sampleId) => [sampleId, each]));
  const toRank = (sampleId: string): string => sha256Hex(`${masterSeed}/forced-sample/${sampleId}`);
  const ranked = sampleIds.map((sampleId) => ({ sampleId, rank: toRank(sampleId) }));
  const drawn = ranked.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, rows);
  return new Map(drawn.map(({ sampleId }) => [sampleId, 1]));
}

/** The places of one output: all when there are no more than `count`, else a simple random sample of them; ascending. */
export function toForcedPositions(
  masterSeed: number,
  sampleId: string,
  length: number,
  count: number,
): readonly number[] {
  return toDistinctIndices(createRng(`${masterSeed}/forced/${sampleId}`), length, Math.min(length, count));
}
