// node tests/bench/robustness-coverage.ts: how often the intervals and tests of METRICS §3 keep what they promise, over simulated tasks whose
// true values are known. Samples are drawn anew for each task; conditions are fixed.
import { accDrop } from '#core/stats/acc-drop.ts';
import { attackSuccessRate } from '#core/stats/attack-success-rate.ts';
import { excessFlipSymmetric } from '#core/stats/excess-flip-symmetric.ts';
import { excessFlip } from '#core/stats/excess-flip.ts';
import { formatSdPaired } from '#core/stats/format-sd-paired.ts';
import { formatSpreadNull } from '#core/stats/format-spread-null.ts';
import { formatSpread } from '#core/stats/format-spread.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { toPairedSamples } from '#core/stats/paired-sample.ts';
import type { PairedSample } from '#core/stats/paired-sample.ts';
import { avgP, maxP, saturation } from '#core/stats/prompt-performance.ts';
import { robustnessRatio } from '#core/stats/robustness-ratio.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toScoreMatrix } from '#core/stats/score-matrix.ts';
import { createRng } from '#core/rng/rng.ts';

const SIMULATIONS = 600;
const RESAMPLES = 400;
const FORMATS = 6;

/** Success rates of samples as small models show them (as in interval-coverage.ts). */
const RATES = [0, 0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1, 1, 1];

const rng = createRng('robustness-coverage');
const drawIndex = (size: number): number => rng.int(0, size - 1);
const settings: IntervalSettings = { level: 0.95, resamples: RESAMPLES, drawIndex };

/** A task under a condition that multiplies every rate by `keep`. */
interface Design {
  readonly samples: number;
  readonly epochs: number;
  readonly keep: number;
}

function drawOutcomes(rates: readonly number[], epochs: number): readonly SampleOutcomes[] {
  return toSampleOutcomes(
    rates.flatMap((rate, index) =>
      Array.from({ length: epochs }, (_, epoch) => {
        const success = drawIndex(1_000_000) < rate * 1_000_000 ? 1 : 0;
        const sampleId = String(index).padStart(4, '0');
        const answer = success === 1 ? 'right' : `wrong-${drawIndex(2)}`;
        return { sampleId, clusterId: sampleId, conditionId: 'any', epoch: epoch + 1, value: success, success, answer };
      }),
    ),
  );
}

function drawRates(samples: number): readonly number[] {
  return Array.from({ length: samples }, () => RATES[drawIndex(RATES.length)] ?? 0);
}

function drawPairs({ samples, epochs, keep }: Design): readonly PairedSample[] {
  const rates = drawRates(samples);
  const perturbed = rates.map((rate) => rate * keep);
  return toPairedSamples(drawOutcomes(rates, epochs), [drawOutcomes(perturbed, epochs)], new Map());
}

/** Mean over the rates of what a sample of that rate has in truth. */
function toTruth(toValue: (rate: number) => number): number {
  return RATES.reduce((sum, rate) => sum + toValue(rate), 0) / RATES.length;
}

/** Chance that two trials with rates p and q have other outcomes. */
function toFlip(p: number, q: number): number {
  return p * (1 - q) + q * (1 - p);
}

/** Whether the interval holds the truth; null when there is no interval. */
function covers({ interval }: MetricResult, truth: number): boolean | null {
  if (interval === null) return null;
  return (interval.lower ?? truth) <= truth + 1e-12 && truth <= (interval.upper ?? truth) + 1e-12;
}

/** Share of simulated tasks with a hit, among those that have an answer. */
function share(simulate: () => boolean | null): string {
  const answers = Array.from({ length: SIMULATIONS }, simulate).filter((answer) => answer !== null);
  return answers.length === 0 ? 'none' : (answers.filter(Boolean).length / answers.length).toFixed(3);
}

const pairMetrics: Readonly<
  Record<string, readonly [run: (pairs: readonly PairedSample[]) => MetricResult, truth: (keep: number) => number]>
> = {
  acc_drop: [(pairs) => accDrop(pairs, settings), (keep) => toTruth((rate) => rate * (1 - keep))],
  robustness_ratio: [(pairs) => robustnessRatio(pairs, settings), (keep) => keep],
  attack_success_rate: [
    (pairs) => attackSuccessRate(pairs, settings),
    (keep) => toTruth((rate) => rate * (1 - rate * keep)) / toTruth((rate) => rate),
  ],
  excess_flip: [
    (pairs) => excessFlip(pairs, 'outcome', settings),
    (keep) => toTruth((rate) => toFlip(rate, rate * keep) - toFlip(rate, rate)),
  ],
  'excess_flip_symmetric@a': [
    (pairs) => excessFlipSymmetric(pairs, 'outcome', settings),
    (keep) => toTruth((rate) => (rate - rate * keep) ** 2),
  ],
};

console.log(`Share of 95 % intervals that hold the true value; ${SIMULATIONS} simulated tasks, B = ${RESAMPLES}`);
console.log('metric                     kept   n=30 K=5  n=100 K=5  n=300 K=5  n=100 K=1');
for (const [name, [run, truth]] of Object.entries(pairMetrics)) {
  for (const keep of [1, 0.8]) {
    const cells = [
      [30, 5],
      [100, 5],
      [300, 5],
      [100, 1],
    ].map(([samples = 0, epochs = 0]) =>
      share(() => covers(run(drawPairs({ samples, epochs, keep })), truth(keep))).padStart(9),
    );
    console.log(`${name.padEnd(26)} ${String(keep).padStart(4)}  ${cells.join('  ')}`);
  }
}

/** Matrices of formats that lift or lower every rate by a fixed factor. */
function drawMatrix(samples: number, epochs: number, keeps: readonly number[]): ReturnType<typeof toScoreMatrix> {
  const rates = drawRates(samples);
  return toScoreMatrix(
    keeps.map((keep) =>
      drawOutcomes(
        rates.map((rate) => rate * keep),
        epochs,
      ),
    ),
  );
}

const equal = Array.from({ length: FORMATS }, () => 0.9);
const unequal = Array.from({ length: FORMATS }, (_, format) => 1 - 0.05 * format);
const toAccuracies = (keeps: readonly number[]): readonly number[] =>
  keeps.map((keep) => keep * toTruth((rate) => rate));
const toMean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const toSd = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - toMean(values)) ** 2, 0) / (values.length - 1));

type MatrixMetric = (matrix: ReturnType<typeof toScoreMatrix>, own: IntervalSettings) => MetricResult;
const matrixMetrics: Readonly<
  Record<string, readonly [run: MatrixMetric, truth: (accuracies: readonly number[]) => number]>
> = {
  format_spread: [formatSpread, (values) => Math.max(...values) - Math.min(...values)],
  'format_sd@b': [formatSdPaired, toSd],
  max_p: [maxP, (values) => Math.max(...values)],
  avg_p: [avgP, toMean],
  saturation: [saturation, (values) => 1 - Math.max(...values) + toMean(values)],
};

console.log(`\n${FORMATS} formats          equal: n=30  n=100  n=300   unequal: n=30  n=100  n=300   (K = 2)`);
for (const [name, [run, truth]] of Object.entries(matrixMetrics)) {
  const toCells = (keeps: readonly number[]): string =>
    [30, 100, 300]
      .map((samples) =>
        share(() => covers(run(drawMatrix(samples, 2, keeps), settings), truth(toAccuracies(keeps)))).padStart(6),
      )
      .join(' ');
  console.log(`${name.padEnd(24)} ${toCells(equal)}            ${toCells(unequal)}`);
}

console.log(
  '\nShare of tests at or below .05 where nothing differs (at most .05), and where 20 % are lost (n = 100, K = 5)',
);
const tests: Readonly<Record<string, (pairs: readonly PairedSample[]) => number | null>> = {
  acc_drop: (pairs) => accDrop(pairs, settings).pValue,
  excess_flip: (pairs) => excessFlip(pairs, 'outcome', settings).pValue,
  'excess_flip_symmetric@a': (pairs) => excessFlipSymmetric(pairs, 'outcome', settings).pValue,
};
for (const [name, test] of Object.entries(tests)) {
  const toShare = (keep: number): string =>
    share(() => (test(drawPairs({ samples: 100, epochs: 5, keep })) ?? 1) <= 0.05);
  console.log(`${name.padEnd(26)} ${toShare(1)}   ${toShare(0.8)}`);
}
const toNullShare = (keeps: readonly number[]): string =>
  share(() => (formatSpreadNull(drawMatrix(100, 2, keeps), settings)?.pValue ?? 1) <= 0.05);
console.log(`${'format_spread, permuted'.padEnd(26)} ${toNullShare(equal)}   ${toNullShare(unequal)}`);
