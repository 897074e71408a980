import { bonettPriceInterval } from '../stats/bonett-price-interval.ts';
import { clopperPearsonInterval } from '../stats/clopper-pearson-interval.ts';
import { clusterStandardError } from '../stats/cluster-t-interval.ts';
import { meanResult } from '../stats/mean-result.ts';
import type { MetricResult } from '../stats/metric-result.ts';
import { neumaierSum } from '../stats/neumaier-sum.ts';
import type { SampleValue } from '../stats/sample-value.ts';
import { toCellDifference } from './label-null.ts';
import type { PairedOutcomes } from './practical-equality.ts';
import type { RunCell } from './run-cells.ts';

/** Level of the interval that must lie inside ±δ: two one-sided tests at 5 %. */
const EQUIVALENCE_LEVEL = 0.9;

const LEVEL = 0.95;

const NO_TRIALS = 'the runs have no judged trial in common';

/** The interval recipes that draw nothing. */
function toSettings(level: number): Parameters<typeof meanResult>[2] {
  return { level, resamples: 0, drawIndex: () => 0 };
}

/** One value per sample: the mean over its cells. */
export function toSampleValues(cells: readonly RunCell[], toValue: (cell: RunCell) => number): readonly SampleValue[] {
  return [...Map.groupBy(cells, ({ sampleId }) => sampleId)].map(([sampleId, members]) => ({
    sampleId,
    clusterId: members[0]?.clusterId ?? sampleId,
    value: neumaierSum(members.map(toValue)) / members.length,
  }));
}

/** Counts of outcomes when each sample has one trial in each run and is its own cluster; else null. */
export function toPairedOutcomes(cells: readonly RunCell[]): PairedOutcomes | null {
  const isSingle = cells.every(
    ({ trialsA, trialsB, cellsOfSample }) => trialsA === 1 && trialsB === 1 && cellsOfSample === 1,
  );
  const clusters = new Set(cells.map(({ clusterId }) => clusterId)).size;
  if (!isSingle || cells.length === 0 || clusters < cells.length) return null;
  const count = (a: number, b: number): number =>
    cells.filter(({ successesA, successesB }) => successesA === a && successesB === b).length;
  return { both: count(1, 1), onlyA: count(1, 0), onlyB: count(0, 1), neither: count(0, 0) };
}

/** L3: success in A minus success in B, mean over samples, with its 90 % interval: CI-BP with one trial a sample, else CI-T. */
export function toMeanDifference(cells: readonly RunCell[]): MetricResult {
  const values = toSampleValues(cells, toCellDifference);
  const options = { range: [-1, 1], emptyReason: NO_TRIALS, interval: 't' } as const;
  const result = meanResult(values, options, toSettings(EQUIVALENCE_LEVEL));
  const outcomes = toPairedOutcomes(cells);
  if (outcomes === null) return result;
  const counts = { firstOnly: outcomes.onlyA, secondOnly: outcomes.onlyB, n: result.n };
  return { ...result, ...bonettPriceInterval(counts, EQUIVALENCE_LEVEL) };
}

/** Standard deviation over samples of the difference, as independent samples with the same standard error would have it; 0 for none. */
export function toDifferenceSd(cells: readonly RunCell[]): number {
  const values = toSampleValues(cells, toCellDifference);
  return (clusterStandardError(values) ?? 0) * Math.sqrt(values.length);
}

/** L4: share of pairs of a trial in A and one in B whose outcomes differ, mean over samples; Clopper–Pearson with one trial a sample. */
export function toDiscordance(cells: readonly RunCell[]): MetricResult {
  const values = toSampleValues(cells, toCellDiscordance);
  const result = meanResult(values, { range: [0, 1], emptyReason: NO_TRIALS, interval: 't' }, toSettings(LEVEL));
  const outcomes = toPairedOutcomes(cells);
  if (outcomes === null) return result;
  return { ...result, ...clopperPearsonInterval(outcomes.onlyA + outcomes.onlyB, result.n, LEVEL) };
}

/** How often two trials of one prompt differ within a run, mean of both runs and over samples; null with one trial a prompt. */
export function toNoiseFloor(cells: readonly RunCell[]): number | null {
  const repeated = cells.filter(({ trialsA, trialsB }) => trialsA > 1 && trialsB > 1);
  if (repeated.length === 0) return null;
  const values = toSampleValues(repeated, ({ trialsA, successesA, trialsB, successesB }) => {
    return (toSelfFlips(successesA, trialsA) + toSelfFlips(successesB, trialsB)) / 2;
  });
  return neumaierSum(values.map(({ value }) => value)) / values.length;
}

/** Cohen's κ: agreement beyond what the two success rates give by chance, in (−∞, 1]; null where chance agrees always. */
export function toKappa(cells: readonly RunCell[]): number | null {
  const toMean = (toValue: (cell: RunCell) => number): number => {
    const values = toSampleValues(cells, toValue);
    return neumaierSum(values.map(({ value }) => value)) / values.length;
  };
  if (cells.length === 0) return null;
  const rateA = toMean(({ successesA, trialsA }) => successesA / trialsA);
  const rateB = toMean(({ successesB, trialsB }) => successesB / trialsB);
  const chance = rateA * rateB + (1 - rateA) * (1 - rateB);
  return 1 - chance < 1e-12 ? null : (1 - toMean(toCellDiscordance) - chance) / (1 - chance);
}

function toCellDiscordance({ trialsA, successesA, trialsB, successesB, discordantPairs }: RunCell): number {
  if (discordantPairs !== null) return discordantPairs / trialsA;
  const rateA = successesA / trialsA;
  const rateB = successesB / trialsB;
  return rateA * (1 - rateB) + rateB * (1 - rateA);
}

function toSelfFlips(successes: number, trials: number): number {
  return (2 * successes * (trials - successes)) / (trials * (trials - 1));
}
