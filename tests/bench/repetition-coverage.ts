// npm run coverage: how often intervals of METRICS §1.3 and §2 contain the truth, and how far values are off on average, over simulated runs.
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

const SIMULATIONS = 2000;
const RESAMPLES = 400;
const DESIGNS = [
  { samples: 30, epochs: 5 },
  { samples: 100, epochs: 5 },
  { samples: 100, epochs: 16 },
  { samples: 300, epochs: 10 },
];

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

const rng = createRng('repetition-coverage');
const draw = (size: number): number => rng.int(0, size - 1);
const settings = { level: 0.95, resamples: RESAMPLES, drawIndex: draw };

console.log('samples × epochs, estimator               coverage   bias (standard error)');
for (const { samples, epochs } of DESIGNS) {
  const runs = Array.from({ length: SIMULATIONS }, () => simulate(samples, epochs));
  for (const { name, toTruth, estimate } of contestants) {
    const results = runs.map((run) => ({ truth: toTruth(run), ...estimate(run, settings) }));
    // A run without an interval counts as a miss.
    const coverage = toMean(results.map(({ interval, truth }) => (holds(interval, truth) ? 1 : 0)));
    const errors = results.flatMap((result) =>
      'value' in result && result.value !== null ? [result.value - result.truth] : [],
    );
    console.log(`${samples} × ${epochs}, ${name}`.padEnd(43), coverage.toFixed(3), '   ', toBiasText(errors));
  }
}

function toBiasText(errors: readonly number[]): string {
  if (errors.length === 0) return '';
  const bias = toMean(errors);
  const variance = toMean(errors.map((error) => (error - bias) ** 2));
  return `${bias.toFixed(5)} (${Math.sqrt(variance / errors.length).toFixed(5)})`;
}

function simulate(samples: number, epochs: number): SimulatedRun {
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
function bootstrapDeviation({ observations, epochs, rates }: SimulatedRun, own: IntervalSettings): IntervalResult {
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
    own,
  );
}

function toFInterval({ outcomes }: SimulatedRun, { level }: IntervalSettings): IntervalResult {
  const anova = toOutcomeAnova(outcomes);
  return anova === null ? { interval: null, reason: 'one sample' } : iccFInterval(anova, level);
}
