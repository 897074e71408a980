import type { Replication, ReplicationComparison, ReplicationVerdict } from '#core/replication/replication.ts';

/** Exit code of a verdict: 0 where the runs agree, so that a script can go on. */
export const EXIT_CODE_BY_VERDICT: Readonly<Record<ReplicationVerdict, number>> = {
  BIT_EXACT: 0,
  ANSWER_EXACT: 0,
  EQUIVALENT: 0,
  INCONCLUSIVE: 3,
  DIFFERENT: 4,
  NOT_COMPARABLE: 5,
};

/** The part of a command's help that says what its exit code means. */
export const VERDICT_HELP =
  'Exit code: 0 BIT_EXACT, ANSWER_EXACT or EQUIVALENT · 1 a bundle was rejected, or the run failed · 2 bad arguments or input ·\n3 INCONCLUSIVE · 4 DIFFERENT · 5 NOT_COMPARABLE.';

/** A verdict and its evidence as lines for a terminal. */
export function toReplicationText(replication: Replication): string {
  const { verdict, designDifferences, seeds, expectedClass, delta, bitExact, comparisons } = replication;
  const lines = [
    `verdict: ${verdict}`,
    `seeds: ${seeds === 'equal' ? 'the same noise for the same trial' : 'independent noise'}`,
    `expected class: ${expectedClass ?? 'not known'}, margin ${delta}`,
    ...toSubsetLines(replication),
    ...designDifferences.map(({ path, a, b }) => `  ${path}: ${a ?? 'absent'} in A, ${b ?? 'absent'} in B`),
    ...bitExact.flatMap(toBitLines),
    ...comparisons.flatMap(toComparisonLines),
  ];
  return `${lines.join('\n')}\n`;
}

function toSubsetLines({ subset, delta }: Replication): readonly string[] {
  if (subset === undefined) return [];
  const { sampleIds, of, seed, power } = subset;
  return [
    `subset: ${sampleIds.length} of ${of} samples, drawn with seed ${seed}`,
    `  if ${(100 * power.detectableShare).toFixed(1)} % of all samples or more gave other tokens, it would hold one with chance .95`,
    `  smallest difference of success rates found with chance .8 at .05, noise drawn independently: ${power.smallestDifference.toFixed(4)}`,
    `  chance of EQUIVALENT at margin ${delta} when nothing differs, at least: ${power.equivalencePower.toFixed(2)}`,
  ];
}

function toBitLines({
  modelA,
  exact,
  divergence,
  maxLogprobDifference,
  unpaired,
}: Replication['bitExact'][number]): readonly string[] {
  if (exact === null) return [];
  const lines = [`${modelA}: ${exact.identicalTrials} of ${exact.trials} outputs have the same tokens`];
  if (unpaired > 0) lines.push(`  ${unpaired} trials were completed in one run only`);
  const first = divergence?.first ?? null;
  if (first !== null) {
    lines.push(
      `  first divergence: sample "${first.sampleId}", condition "${first.conditionId}", epoch ${first.epoch}, token ${first.tokenIndex} (gap to the runner-up ${toGap(first.gapA)} in A, ${toGap(first.gapB)} in B)`,
    );
  }
  if (maxLogprobDifference !== null)
    lines.push(`  largest difference of log-probabilities at equal tokens: ${maxLogprobDifference} nats`);
  return lines;
}

function toGap(gap: number | null): string {
  return gap === null ? 'not known' : gap.toPrecision(3);
}

function toComparisonLines(comparison: ReplicationComparison): readonly string[] {
  const { modelA, scorer, verdict, reasons, difference, samplesToDecide } = comparison;
  const { value, interval, n } = difference;
  return [
    `${modelA}, scorer ${scorer}: ${verdict}`,
    ...(value === null || interval === null
      ? []
      : [
          `  success in A minus success in B: ${value.toFixed(4)}, 90 % interval [${(interval.lower ?? Number.NaN).toFixed(4)}, ${(interval.upper ?? Number.NaN).toFixed(4)}], ${n} samples`,
        ]),
    ...reasons.map((reason) => `  ${reason}`),
    ...(samplesToDecide === null ? [] : [`  ${samplesToDecide} samples would decide with chance .8`]),
  ];
}
