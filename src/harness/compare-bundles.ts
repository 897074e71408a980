import type { RunComparison } from '#core/model/run-comparison.ts';
import { compareRuns } from '#core/replication/compare-runs.ts';
import { listOutcomeChanges } from '#core/replication/outcome-changes.ts';
import type { ReplicationSide } from '#core/replication/pair-runs.ts';
import { DEFAULT_PERMUTATIONS } from '#core/replication/replication-settings.ts';
import type { Replication } from '#core/replication/replication.ts';
import { createRng } from '#core/rng/rng.ts';
import type { BundleContents } from './bundle-contents.ts';
import type { FoldedRun } from './to-run-rows.ts';

/** Seed of the relabellings: a constant, so that the same two bundles give the same verdict everywhere. */
const PERMUTATION_SEED = 1;

/** A run as the replication ladder reads it. Scorers that were added to a bundle later are not compared: the other run lacks them. */
export function toReplicationSide(contents: BundleContents): ReplicationSide {
  const { manifest, config, effectiveConfig, samples, transcripts, scores } = contents;
  return {
    runId: manifest.runId,
    config,
    configHash: manifest.configHash,
    designHash: manifest.designHash,
    samples: samples.map(({ row }) => row),
    transcripts: transcripts.map(({ row }) => row),
    scores: scores.map(({ row }) => row),
    effective: effectiveConfig,
  };
}

/** The same of a stored run. */
function toReplicationSideOfRun({ rows, askedConfig, effectiveConfig }: FoldedRun): ReplicationSide {
  const { runId, configHash, designHash, samples, transcripts, scores } = rows;
  return {
    runId,
    config: askedConfig,
    configHash,
    designHash,
    samples,
    transcripts,
    scores,
    effective: effectiveConfig.models.length === 0 ? null : effectiveConfig,
  };
}

/**
 * Do two runs agree? The verdict of METRICS §8 as corrected by DESIGN §8, with its evidence. Pure: the same two runs and margin give the
 * same result on every machine.
 * @param delta margin δ in (0, 1), declared before the comparison.
 */
export function compareSides(a: ReplicationSide, b: ReplicationSide, delta: number): Replication {
  const rng = createRng(PERMUTATION_SEED).fork('replication');
  return compareRuns(a, b, {
    delta,
    permutations: DEFAULT_PERMUTATIONS,
    drawIndex: (count) => rng.int(0, count - 1),
  });
}

/** Verdict and evidence of two stored runs, and the prompts whose outcomes changed. */
export function compareStoredRuns(a: FoldedRun, b: FoldedRun, delta: number): RunComparison {
  const sides = [toReplicationSideOfRun(a), toReplicationSideOfRun(b)] as const;
  const replication = compareSides(...sides, delta);
  const changes = replication.comparisons.map(({ modelA, modelB, scorer }) => ({
    modelA,
    modelB,
    scorer,
    prompts: listOutcomeChanges(...sides, { modelA, modelB, scorer }),
  }));
  return { replication, environments: { a: a.environment, b: b.environment }, changes };
}
