import { toDesign } from '../bundle/config-hash.ts';
import type { ReproducibilityClass } from '../model/effective-config.ts';
import { usesSharedPrefix } from '../model/shared-prefix.ts';
import { holmAdjust } from '../stats/holm.ts';
import type { ComparisonDraft } from './compare-scorer.ts';
import { compareScorer } from './compare-scorer.ts';
import { toDesignDifferences } from './design-differences.ts';
import { isSameTokens, summariseDivergence, toBoth, toMaxLogprobDifference } from './divergence.ts';
import { toExactShare } from './exact-share.ts';
import type { ModelPair, ReplicationSide, Seeds } from './pair-runs.ts';
import { pairTrials } from './pair-runs.ts';
import type { ReplicationSettings } from './replication-settings.ts';
import type { Replication, ReplicationComparison } from './replication.ts';
import { toLowestVerdict } from './verdict.ts';

/** The only field in which designs may differ and be compared, when asked for: other noise for the same experiment. */
const MASTER_SEED = 'protocol.masterSeed';

/**
 * Do two runs of one configuration agree? The ladder of METRICS §8 as DESIGN §8 corrects it, model by model and scorer by scorer, over all
 * prompts that both runs asked. Models are matched by their place in the configuration, whatever their names. Pure: same rows and draws,
 * same result. p-values are adjusted (Holm) over all tests, so the chance to call equal runs DIFFERENT is at most 5 % in all.
 */
export function compareRuns(a: ReplicationSide, b: ReplicationSide, settings: ReplicationSettings): Replication {
  const designDifferences = toDesignDifferences(toDesign(a.config), toDesign(b.config));
  const seeds = designDifferences.length === 0 ? 'equal' : 'independent';
  const isComparable =
    designDifferences.length === 0 ||
    (settings.acceptsOtherSeed && designDifferences.every(({ path }) => path === MASTER_SEED));
  const models = isComparable ? toModelPairs(a, b, seeds) : [];
  const drafts = models.flatMap((model) =>
    a.config.scorers.map(({ name }) => compareScorer({ a, b, model, scorer: name }, settings)),
  );
  const comparisons = withAdjustedTests(drafts);
  return {
    schemaVersion: 1,
    a: { runId: a.runId, configHash: a.configHash, designHash: a.designHash },
    b: { runId: b.runId, configHash: b.configHash, designHash: b.designHash },
    verdict: toLowestVerdict(comparisons.map(({ verdict }) => verdict)),
    designDifferences: [...designDifferences],
    seeds,
    expectedClass: toExpectedClass(a, b),
    delta: settings.delta,
    bitExact: models.map(toBitExact),
    comparisons: [...comparisons],
  };
}

function toModelPairs(a: ReplicationSide, b: ReplicationSide, seeds: Seeds): readonly ModelPair[] {
  return a.config.models.flatMap(({ modelId: modelA }, index) => {
    const modelB = b.config.models[index]?.modelId;
    if (modelB === undefined) return [];
    const names = { modelA, modelB, seeds };
    return [{ ...names, pairs: pairTrials(a, b, names) }];
  });
}

function toBitExact({ modelA, modelB, seeds, pairs }: ModelPair): Replication['bitExact'][number] {
  const both = toBoth(pairs);
  const names = { modelA, modelB, unpaired: pairs.length - both.length };
  if (seeds === 'independent') return { ...names, exact: null, divergence: null, maxLogprobDifference: null };
  const exact = toExactShare(both.map((trial) => ({ sampleId: trial.sampleId, isIdentical: isSameTokens(trial) })));
  return { ...names, exact, divergence: summariseDivergence(both), maxLogprobDifference: toMaxLogprobDifference(both) };
}

function withAdjustedTests(drafts: readonly ComparisonDraft[]): readonly ReplicationComparison[] {
  const pValues = drafts.flatMap(({ tests: { squares, mean } }) =>
    [squares, mean].flatMap((test) => test?.pValue ?? []),
  );
  const adjusted = holmAdjust(pValues);
  let next = 0;
  const toAdjusted = (test: ComparisonDraft['tests']['mean']): ReplicationComparison['meanTest'] => {
    if (test === null) return null;
    const adjustedPValue = adjusted[next] ?? 1;
    next += 1;
    return { ...test, adjustedPValue };
  };
  return drafts.map(({ tests, conclude }) => {
    const squaresTest = toAdjusted(tests.squares);
    return conclude(squaresTest, toAdjusted(tests.mean));
  });
}

/** The weaker class of the models of both runs; C where one of them ran a rewritten graph and the other did not, for their bits are then not the same. */
function toExpectedClass(a: ReplicationSide, b: ReplicationSide): ReproducibilityClass | null {
  const classes = [a, b].map(({ effective }) =>
    effective?.models
      .map(({ load }) => load.reproducibilityClass)
      .toSorted()
      .at(-1),
  );
  const [first, second] = classes;
  if (first === undefined || second === undefined) return null;
  const [graphsA, graphsB] = [a, b].map(({ effective }) =>
    effective?.models.map(({ load }) => `${usesSharedPrefix(load)} ${load.expandedWeights?.effectiveDtype ?? ''}`),
  );
  if (graphsA?.some((graph, index) => graph !== graphsB?.[index])) return 'C';
  return first > second ? first : second;
}
