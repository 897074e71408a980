import { createRng } from '#core/rng/rng.ts';
import { bootstrapStatistic } from '#core/stats/bootstrap-statistic.ts';
import { bestWorstSpread } from '#core/stats/best-worst-spread.ts';
import { icc1, iccFInterval, toOutcomeAnova } from '#core/stats/icc1.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import { krippendorffAlpha } from '#core/stats/krippendorff-alpha.ts';
import type { IntervalResult, MetricResult } from '#core/stats/metric-result.ts';
import type { Observation } from '#core/stats/observation.ts';
import { outcomeConsistency } from '#core/stats/outcome-consistency.ts';
import { runAccuracySd } from '#core/stats/run-accuracy-sd.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { varianceDecomposition } from '#core/stats/variance-decomposition.ts';

/** How an estimator and its nominal 95 % interval did over simulated runs of known truth. */
export interface RepetitionCoverage {
  readonly samples: number;
  readonly epochs: number;
  readonly estimator: string;
  /** Share of simulated runs whose interval holds the truth; a run without an interval counts as a miss. */
  readonly coverage: number;
  /** Mean error of the value, and its standard error over the runs; null where only an interval is tried. */
  readonly bias: number | null;
  readonly biasError: number | null;
}

const RESAMPLES = 400;

/** Success rates of samples as small models show them, as in `interval-coverage.ts`; the samples of each run are drawn from them. */
const RATES = [0, 0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1, 1, 1];

/** What one simulated run has: its trials, and the rates behind them. */
interface SimulatedRun {
  readonly epochs: number;
  readonly rates: readonly number[];
  readonly observations: readonly Observation[];
  readonly outcomes: readonly SampleOutcomes[];
}

interface Contestant {
  readonly name: string;
  readonly toTruth: (run: SimulatedRun) => number;
  readonly estimate: (run: SimulatedRun, settings: IntervalSettings) => MetricResult | IntervalResult;
}

const toMean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const overRates = (toValue: (rate: number) => number): number => toMean(RATES.map(toValue));
const MEAN_RATE = overRates((rate) => rate);
const WITHIN = overRates((rate) => rate * (1 - rate));
const BETWEEN = overRates((rate) => (rate - MEAN_RATE) ** 2);
/** Noise of these samples alone: the task is fixed, only the sampler draws again. */
const toRunDeviation = ({ rates }: SimulatedRun): number =>
  Math.sqrt(rates.reduce((sum, rate) => sum + rate * (1 - rate), 0)) / rates.length;

const contestants: readonly Contestant[] = [
  {
    name: 'run_accuracy_sd, χ²',
    toTruth: toRunDeviation,
    estimate: ({ observations, epochs }, { level }) => runAccuracySd(observations, epochs, level),
  },
  { name: 'run_accuracy_sd, CI-BS over samples', toTruth: toRunDeviation, estimate: bootstrapDeviation },
  {
    name: 'icc1, CI-BS',
    toTruth: () => BETWEEN / (BETWEEN + WITHIN),
    estimate: ({ outcomes }, settings) => icc1(outcomes, settings),
  },
  { name: 'icc1, F', toTruth: () => BETWEEN / (BETWEEN + WITHIN), estimate: toFInterval },
  {
    name: 'krippendorff_alpha, CI-BS',
    toTruth: () => BETWEEN / (BETWEEN + WITHIN),
    estimate: ({ outcomes }, settings) => krippendorffAlpha(outcomes, 'outcome', settings),
  },
  {
    name: 'variance within, CI-T',
    toTruth: () => WITHIN,
    estimate: ({ outcomes }, settings) => varianceDecomposition(outcomes, 'within', settings),
  },
  {
    name: 'variance between, CI-BS',
    toTruth: () => BETWEEN,
    estimate: ({ outcomes }, settings) => varianceDecomposition(outcomes, 'between', settings),
  },
  {
    name: 'removable share, CI-BS',
    toTruth: ({ epochs }) => WITHIN / epochs / (BETWEEN + WITHIN / epochs),
    estimate: ({ outcomes }, settings) => varianceDecomposition(outcomes, 'removable-share', settings),
  },
  {
    name: 'outcome_consistency@c, CI-T',
    toTruth: () => overRates((rate) => (2 * rate - 1) ** 2),
    estimate: ({ outcomes }, settings) => outcomeConsistency(outcomes, settings),
  },
  {
    name: 'best_worst_spread, CI-BS',
    toTruth: ({ epochs }) => overRates((rate) => 1 - (1 - rate) ** epochs - rate ** epochs),
    estimate: ({ outcomes, epochs }, settings) => bestWorstSpread(outcomes, epochs, settings),
  },
];

/** Simulates runs of each design and counts; the same numbers each time. */
export function measureRepetitionCoverage(
  designs: readonly { readonly samples: number; readonly epochs: number }[],
  simulations: number,
): readonly RepetitionCoverage[] {
  const rng = createRng('repetition-coverage');
  return designs.flatMap(({ samples, epochs }) => {
    const runs = Array.from({ length: simulations }, () => simulate(samples, epochs, (size) => rng.int(0, size - 1)));
    const settings = { level: 0.95, resamples: RESAMPLES, drawIndex: (size: number) => rng.int(0, size - 1) };
    return contestants.map(({ name, toTruth, estimate }) => {
      const results = runs.map((run) => ({ truth: toTruth(run), ...estimate(run, settings) }));
      const errors = results.flatMap((result) =>
        'value' in result && result.value !== null ? [result.value - result.truth] : [],
      );
      const bias = errors.length === 0 ? null : toMean(errors);
      const variance = toMean(errors.map((error) => (error - (bias ?? 0)) ** 2));
      return {
        samples,
        epochs,
        estimator: name,
        coverage: toMean(results.map(({ interval, truth }) => (holds(interval, truth) ? 1 : 0))),
        bias,
        biasError: bias === null ? null : Math.sqrt(variance / errors.length),
      };
    });
  });
}

function simulate(samples: number, epochs: number, draw: (size: number) => number): SimulatedRun {
  const rates = Array.from({ length: samples }, () => RATES[draw(RATES.length)] ?? 0);
  const observations = rates.flatMap((rate, index) =>
    Array.from({ length: epochs }, (_, epoch): Observation => {
      const success = draw(1_000_000) / 1_000_000 < rate ? 1 : 0;
      const names = { sampleId: `s${index}`, clusterId: `s${index}`, conditionId: 'original' };
      return { ...names, epoch: epoch + 1, value: success, success, answer: String(success) };
    }),
  );
  return { epochs, rates, observations, outcomes: toSampleOutcomes(observations) };
}

function holds(interval: IntervalResult['interval'], truth: number): boolean {
  return interval !== null && (interval.lower ?? -Infinity) <= truth && truth <= (interval.upper ?? Infinity);
}

/** What METRICS §14 offers beside χ²: it draws samples again, and with them their noise. */
function bootstrapDeviation({ observations, epochs, rates }: SimulatedRun, settings: IntervalSettings): IntervalResult {
  const successes = Uint8Array.from(observations, ({ success }) => success);
  return bootstrapStatistic(
    rates.length,
    (drawn) => {
      const counts = new Float64Array(epochs);
      for (const sample of drawn) {
        for (let epoch = 0; epoch < epochs; epoch += 1) {
          counts[epoch] = (counts[epoch] ?? 0) + (successes[sample * epochs + epoch] ?? 0);
        }
      }
      const accuracies = Array.from(counts, (count) => count / rates.length);
      const mean = toMean(accuracies);
      return Math.sqrt(accuracies.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (epochs - 1));
    },
    settings,
  );
}

function toFInterval({ outcomes }: SimulatedRun, { level }: IntervalSettings): IntervalResult {
  const anova = toOutcomeAnova(outcomes);
  return anova === null ? { interval: null, reason: 'one sample' } : iccFInterval(anova, level);
}
