import type { RunComparison } from '#core/model/run-comparison.ts';
import { compareRuns } from '#core/replication/compare-runs.ts';
import { listOutcomeChanges } from '#core/replication/outcome-changes.ts';
import type { ReplicationSide } from '#core/replication/pair-runs.ts';
import { DEFAULT_PERMUTATIONS, type ComparisonAsked } from '#core/replication/replication-settings.ts';
import type { Replication } from '#core/replication/replication.ts';
import { chooseSamples, toSubsetPower, withSamples } from '#core/replication/subset.ts';
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
 * @param asked declared before the comparison; a subset is drawn from the samples of A.
 */
export function compareSides(a: ReplicationSide, b: ReplicationSide, asked: ComparisonAsked): Replication {
  const { delta, acceptsOtherSeed, subset } = asked;
  const rng = createRng(PERMUTATION_SEED).fork('replication');
  const settings = {
    delta,
    acceptsOtherSeed,
    permutations: DEFAULT_PERMUTATIONS,
    drawIndex: (count: number) => rng.int(0, count - 1),
  };
  if (subset === null) return compareRuns(a, b, settings);
  const sampleIds = chooseSamples(
    a.samples.map(({ sampleId }) => sampleId),
    subset,
  );
  const chosen = new Set(sampleIds);
  return {
    ...compareRuns(withSamples(a, chosen), withSamples(b, chosen), settings),
    subset: {
      ...subset,
      of: a.samples.length,
      sampleIds: [...sampleIds],
      power: toSubsetPower(a, sampleIds.length, delta),
    },
  };
}

/** Verdict and evidence of two stored runs, and the prompts whose outcomes changed. */
export function compareStoredRuns(a: FoldedRun, b: FoldedRun, asked: ComparisonAsked): RunComparison {
  const sides = [toReplicationSideOfRun(a), toReplicationSideOfRun(b)] as const;
  const replication = compareSides(...sides, asked);
  const chosen = replication.subset === undefined ? null : new Set(replication.subset.sampleIds);
  const [sideA, sideB] = sides;
  const compared = chosen === null ? sides : ([withSamples(sideA, chosen), withSamples(sideB, chosen)] as const);
  const changes = replication.comparisons.map(({ modelA, modelB, scorer }) => ({
    modelA,
    modelB,
    scorer,
    prompts: listOutcomeChanges(...compared, { modelA, modelB, scorer }),
  }));
  return { replication, environments: { a: a.environment, b: b.environment }, changes };
}
