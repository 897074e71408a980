import type { ComparedOn } from './agreement-pairwise.ts';
import { bootstrapStatistic } from './bootstrap-statistic.ts';
import { addDrawnSums } from './cluster-sums.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';

/** Labels up to which every resample counts all of them rather than those of each drawn cluster. */
const FEW_LABELS = 24;

/** What one cluster adds to alpha. */
interface ClusterLabels {
  readonly trials: number;
  /** Σ over its samples of ordered pairs of trials that differ / (K − 1). */
  readonly disagreement: number;
  /** Unparsable answers: each a label that occurs nowhere else. */
  readonly unparsable: number;
  /** Positions in the list of labels, and how often each occurs; equal lengths. */
  readonly labels: Int32Array;
  readonly counts: Float64Array;
}

/**
 * `krippendorff_alpha` for nominal labels, trials as raters: 1 − D_o/D_e with observed and expected disagreement of two trials; in
 * (−∞, 1], higher is better, 0 = trials of one sample agree no more often than trials of any two. Low although almost all trials agree
 * when one label prevails, so never a headline. Unequal numbers of trials are allowed; samples with fewer than two completed trials
 * are left out. Null when all are or when every trial has the same label. CI-BS.
 * Source: Krippendorff 2011, "Computing Krippendorff's alpha-reliability"; METRICS §2.9.
 */
export function krippendorffAlpha(
  samples: readonly SampleOutcomes[],
  of: ComparedOn,
  settings: IntervalSettings,
): MetricResult {
  const repeated = samples.filter(({ trials }) => trials >= 2);
  if (repeated.length === 0) return undefinedResult('no sample has 2 completed trials');
  const positionByLabel = new Map<string, number>();
  const clusters = [...Map.groupBy(repeated, ({ clusterId }) => clusterId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, members]) => toClusterLabels(members, of, positionByLabel));
  const toAlpha =
    positionByLabel.size <= FEW_LABELS
      ? createDenseAlpha(clusters, positionByLabel.size)
      : createAlpha(clusters, positionByLabel.size);
  const value = toAlpha(Uint32Array.from(clusters.keys()));
  const size = { n: repeated.length, clusters: clusters.length };
  if (value === null) return { ...undefinedResult('every trial has the same label'), ...size };
  return { value, ...bootstrapStatistic(clusters.length, toAlpha, settings), ...size };
}

function toClusterLabels(
  samples: readonly SampleOutcomes[],
  of: ComparedOn,
  positionByLabel: Map<string, number>,
): ClusterLabels {
  const countByPosition = new Map<number, number>();
  let trials = 0;
  let disagreement = 0;
  let unparsable = 0;
  for (const sample of samples) {
    let equalPairs = 0;
    for (const [label, count] of toCountByLabel(sample, of)) {
      const position = positionByLabel.get(label) ?? positionByLabel.size;
      positionByLabel.set(label, position);
      countByPosition.set(position, (countByPosition.get(position) ?? 0) + count);
      equalPairs += count * count;
    }
    const single = of === 'answer' ? sample.unparsable : 0;
    trials += sample.trials;
    unparsable += single;
    disagreement += (sample.trials ** 2 - equalPairs - single) / (sample.trials - 1);
  }
  const labels = Int32Array.from(countByPosition.keys());
  return { trials, disagreement, unparsable, labels, counts: Float64Array.from(countByPosition.values()) };
}

function toCountByLabel(sample: SampleOutcomes, of: ComparedOn): Iterable<readonly [string, number]> {
  if (of === 'answer') return sample.countByAnswer;
  return [
    ['pass', sample.successes],
    ['fail', sample.trials - sample.successes],
  ];
}

/** Alpha of drawn clusters; a cluster that is drawn twice counts twice. Keeps one array of label counts, empty between calls. */
function createAlpha(clusters: readonly ClusterLabels[], labelCount: number): (drawn: Uint32Array) => number | null {
  const countByLabel = new Float64Array(labelCount);
  return (drawn) => {
    let trials = 0;
    let disagreement = 0;
    let squares = 0;
    for (let next = 0; next < drawn.length; next += 1) {
      const cluster = clusters[drawn[next] ?? 0];
      if (cluster === undefined) continue;
      trials += cluster.trials;
      disagreement += cluster.disagreement;
      squares += cluster.unparsable;
      const { labels, counts } = cluster;
      for (let index = 0; index < labels.length; index += 1) {
        const label = labels[index] ?? 0;
        const count = counts[index] ?? 0;
        const before = countByLabel[label] ?? 0;
        squares += count * (2 * before + count);
        countByLabel[label] = before + count;
      }
    }
    clearCounts(clusters, drawn, countByLabel);
    return toAlphaOf(trials, disagreement, squares);
  };
}

/** As `createAlpha`, from sums by column; the label counts are whole numbers, so neither order nor way of adding changes a bit. */
function createDenseAlpha(
  clusters: readonly ClusterLabels[],
  labelCount: number,
): (drawn: Uint32Array) => number | null {
  const byLabel = Array.from({ length: labelCount }, () => new Float64Array(clusters.length));
  for (const [position, { labels, counts }] of clusters.entries()) {
    for (const [index, label] of labels.entries()) {
      const column = byLabel[label];
      if (column !== undefined) column[position] = counts[index] ?? 0;
    }
  }
  const columns = [
    Float64Array.from(clusters, ({ trials }) => trials),
    Float64Array.from(clusters, ({ disagreement }) => disagreement),
    Float64Array.from(clusters, ({ unparsable }) => unparsable),
    ...byLabel,
  ];
  const totals = new Float64Array(columns.length);
  return (drawn) => {
    addDrawnSums({ clusters: clusters.length, columns }, drawn, totals);
    const [trials = 0, disagreement = 0, unparsable = 0] = totals;
    let squares = unparsable;
    for (let index = 3; index < totals.length; index += 1) squares += (totals[index] ?? 0) ** 2;
    return toAlphaOf(trials, disagreement, squares);
  };
}

/** @param squares Σ over labels of the square of their count, each unparsable answer a label. */
function toAlphaOf(trials: number, disagreement: number, squares: number): number | null {
  const expected = (trials * trials - squares) / (trials * (trials - 1));
  return expected === 0 ? null : 1 - disagreement / trials / expected;
}

/** Zeroes the labels of the drawn clusters; there may be far more labels than a resample has. */
function clearCounts(clusters: readonly ClusterLabels[], drawn: Uint32Array, countByLabel: Float64Array): void {
  for (let next = 0; next < drawn.length; next += 1) {
    const labels = clusters[drawn[next] ?? 0]?.labels;
    if (labels === undefined) continue;
    for (let index = 0; index < labels.length; index += 1) countByLabel[labels[index] ?? 0] = 0;
  }
}
