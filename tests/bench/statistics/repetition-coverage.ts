import { agreementPairwise } from '#core/stats/agreement-pairwise.ts';
import { bestWorstSpread } from '#core/stats/best-worst-spread.ts';
import { icc1, iccFInterval, toOutcomeAnova } from '#core/stats/icc1.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import { krippendorffAlpha } from '#core/stats/krippendorff-alpha.ts';
import type { IntervalResult } from '#core/stats/metric-result.ts';
import type { Observation } from '#core/stats/observation.ts';
import { outcomeConsistency } from '#core/stats/outcome-consistency.ts';
import { passHatK } from '#core/stats/pass-hat-k.ts';
import { runAccuracySd } from '#core/stats/run-accuracy-sd.ts';
import { toSampleOutcomes, type SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { varianceDecomposition } from '#core/stats/variance-decomposition.ts';
import { measureCoverage, type CoverageRow, type Effort } from './coverage-row.ts';
import { createSimulator, overRates } from './simulated-task.ts';

/** What one simulated run has: its trials, and the rates behind them. */
interface SimulatedRun {
  readonly epochs: number;
  readonly rates: readonly number[];
  readonly observations: readonly Observation[];
  readonly outcomes: readonly SampleOutcomes[];
}

interface Contestant {
  readonly method: string;
  readonly of: string;
  readonly toTruth: (run: SimulatedRun) => number;
  readonly estimate: (run: SimulatedRun, settings: IntervalSettings) => Pick<IntervalResult, 'interval'>;
}

const MEAN_RATE = overRates((rate) => rate);
const WITHIN = overRates((rate) => rate * (1 - rate));
const BETWEEN = overRates((rate) => (rate - MEAN_RATE) ** 2);

/** Wrong answers are one of two, so two trials agree on the answer with p² + 2·((1 − p)/2)². */
const toAgreement = (rate: number): number => rate ** 2 + (1 - rate) ** 2 / 2;

const contestants: readonly Contestant[] = [
  {
    method: 'CI-T',
    of: 'pass_hat_k, k = K',
    toTruth: ({ epochs }) => overRates((rate) => rate ** epochs),
    estimate: ({ outcomes, epochs }, settings) => passHatK(outcomes, epochs, settings),
  },
  {
    method: 'CI-T',
    of: 'agreement_pairwise of answers',
    toTruth: () => overRates(toAgreement),
    estimate: ({ outcomes }, settings) => agreementPairwise(outcomes, 'answer', settings),
  },
  {
    method: 'CI-T',
    of: 'outcome_consistency@c',
    toTruth: () => overRates((rate) => (2 * rate - 1) ** 2),
    estimate: ({ outcomes }, settings) => outcomeConsistency(outcomes, settings),
  },
  {
    method: 'χ²',
    of: 'run_accuracy_sd',
    // Noise of these samples alone: the task is fixed, only the sampler draws again.
    toTruth: ({ rates }) => Math.sqrt(rates.reduce((sum, rate) => sum + rate * (1 - rate), 0)) / rates.length,
    estimate: ({ observations, epochs }, { level }) => runAccuracySd(observations, epochs, level),
  },
  {
    method: 'CI-BS',
    of: 'icc1',
    toTruth: () => BETWEEN / (BETWEEN + WITHIN),
    estimate: ({ outcomes }, settings) => icc1(outcomes, settings),
  },
  {
    method: 'CI-BS',
    of: 'krippendorff_alpha of outcomes',
    toTruth: () => BETWEEN / (BETWEEN + WITHIN),
    estimate: ({ outcomes }, settings) => krippendorffAlpha(outcomes, 'outcome', settings),
  },
  {
    method: 'CI-T',
    of: 'variance_decomposition, within',
    toTruth: () => WITHIN,
    estimate: ({ outcomes }, settings) => varianceDecomposition(outcomes, 'within', settings),
  },
  {
    method: 'CI-BS',
    of: 'variance_decomposition, between',
    toTruth: () => BETWEEN,
    estimate: ({ outcomes }, settings) => varianceDecomposition(outcomes, 'between', settings),
  },
  {
    method: 'CI-BS',
    of: 'variance_decomposition, removable share',
    toTruth: ({ epochs }) => WITHIN / epochs / (BETWEEN + WITHIN / epochs),
    estimate: ({ outcomes }, settings) => varianceDecomposition(outcomes, 'removable-share', settings),
  },
  {
    method: 'CI-BS',
    of: 'best_worst_spread',
    toTruth: ({ epochs }) => overRates((rate) => 1 - (1 - rate) ** epochs - rate ** epochs),
    estimate: ({ outcomes, epochs }, settings) => bestWorstSpread(outcomes, epochs, settings),
  },
];

/** Coverage of intervals of what repetition shows. */
export function listRepetitionCoverage(effort: Effort): readonly CoverageRow[] {
  const { drawRates, drawTrials, settings } = createSimulator('repetition', effort.resamples);
  const simulate = (samples: number, epochs: number): SimulatedRun => {
    const rates = drawRates(samples);
    const observations = drawTrials(rates, epochs);
    return { epochs, rates, observations, outcomes: toSampleOutcomes(observations) };
  };
  const rows = contestants.flatMap(({ method, of, toTruth, estimate }) =>
    [
      [30, 5],
      [100, 5],
      [300, 5],
    ].map(([samples = 0, epochs = 0]) => {
      const one = () => {
        const run = simulate(samples, epochs);
        return { result: estimate(run, settings), truth: toTruth(run) };
      };
      const regime = `${samples} samples × ${epochs}`;
      return measureCoverage({ method, of, regime, kind: 'approximate', simulate: one }, effort);
    }),
  );
  /** The interval that `icc1` has where there are too few clusters for a bootstrap. */
  const toF = (samples: number) => () => {
    const anova = toOutcomeAnova(simulate(samples, 5).outcomes);
    const result = anova === null ? { interval: null } : iccFInterval(anova, 0.95);
    return { result, truth: BETWEEN / (BETWEEN + WITHIN) };
  };
  const fRows = [6, 9].map((samples) =>
    measureCoverage(
      { method: 'F', of: 'icc1', regime: `${samples} samples × 5`, kind: 'approximate', simulate: toF(samples) },
      effort,
    ),
  );
  return [...rows, ...fRows];
}
