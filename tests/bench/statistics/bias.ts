import { agreementPairwise } from '#core/stats/agreement-pairwise.ts';
import { answerEntropy } from '#core/stats/answer-entropy.ts';
import { bestWorstSpread } from '#core/stats/best-worst-spread.ts';
import { icc1 } from '#core/stats/icc1.ts';
import { krippendorffAlpha } from '#core/stats/krippendorff-alpha.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { modalShare } from '#core/stats/modal-share.ts';
import type { Observation } from '#core/stats/observation.ts';
import { halOutcomeConsistency, outcomeConsistency } from '#core/stats/outcome-consistency.ts';
import { passAtK } from '#core/stats/pass-at-k.ts';
import { passHatK } from '#core/stats/pass-hat-k.ts';
import { runAccuracySd } from '#core/stats/run-accuracy-sd.ts';
import { toSampleOutcomes, type SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { varianceDecomposition } from '#core/stats/variance-decomposition.ts';
import type { Effort } from './coverage-row.ts';
import { createSimulator, overRates, toMean } from './simulated-task.ts';

/** How far an estimator is off on average. */
export interface BiasRow {
  readonly metric: string;
  readonly regime: string;
  readonly truth: number;
  readonly bias: number;
  /** Of `bias`. */
  readonly standardError: number;
  /** True where the estimator is unbiased by construction. */
  readonly isUnbiased: boolean;
}

interface Estimator {
  readonly metric: string;
  readonly isUnbiased: boolean;
  readonly truth: (epochs: number, rates: readonly number[]) => number;
  readonly run: (samples: readonly SampleOutcomes[], epochs: number, rows: readonly Observation[]) => MetricResult;
}

/** No interval is read here, so nothing is resampled. */
const settings: IntervalSettings = { level: 0.95, resamples: 1, drawIndex: () => 0 };
const SAMPLES = 50;

const MEAN_RATE = overRates((rate) => rate);
const WITHIN = overRates((rate) => rate * (1 - rate));
const BETWEEN = overRates((rate) => (rate - MEAN_RATE) ** 2);
const toEntropy = (chances: readonly number[]): number =>
  -chances.reduce((sum, chance) => sum + (chance === 0 ? 0 : chance * Math.log(chance)), 0);
/** Chances of the answers of a sample: the right one, and two wrong ones alike. */
const toAnswers = (rate: number): readonly number[] => [rate, (1 - rate) / 2, (1 - rate) / 2];

const estimators: readonly Estimator[] = [
  {
    metric: 'pass_hat_k, k = 2',
    isUnbiased: true,
    truth: () => overRates((rate) => rate ** 2),
    run: (samples) => passHatK(samples, 2, settings),
  },
  {
    metric: 'pass_hat_k, k = K',
    isUnbiased: true,
    truth: (epochs) => overRates((rate) => rate ** epochs),
    run: (samples, epochs) => passHatK(samples, epochs, settings),
  },
  {
    metric: 'pass_at_k, k = 2',
    isUnbiased: true,
    truth: () => overRates((rate) => 1 - (1 - rate) ** 2),
    run: (samples) => passAtK(samples, 2, settings),
  },
  {
    metric: 'agreement_pairwise of outcomes',
    isUnbiased: true,
    truth: () => overRates((rate) => rate ** 2 + (1 - rate) ** 2),
    run: (samples) => agreementPairwise(samples, 'outcome', settings),
  },
  {
    metric: 'agreement_pairwise of answers',
    isUnbiased: true,
    truth: () => overRates((rate) => toAnswers(rate).reduce((sum, chance) => sum + chance ** 2, 0)),
    run: (samples) => agreementPairwise(samples, 'answer', settings),
  },
  {
    metric: 'outcome_consistency@c',
    isUnbiased: true,
    truth: () => overRates((rate) => (2 * rate - 1) ** 2),
    run: (samples) => outcomeConsistency(samples, settings),
  },
  {
    metric: 'variance_decomposition, within',
    isUnbiased: true,
    truth: () => WITHIN,
    run: (samples) => varianceDecomposition(samples, 'within', settings),
  },
  {
    metric: 'variance_decomposition, between',
    isUnbiased: true,
    truth: () => BETWEEN,
    run: (samples) => varianceDecomposition(samples, 'between', settings),
  },
  {
    metric: 'hal_outcome_consistency@b',
    isUnbiased: false,
    truth: () => overRates((rate) => (2 * rate - 1) ** 2),
    run: (samples) => halOutcomeConsistency(samples, settings),
  },
  {
    metric: 'modal_share',
    isUnbiased: false,
    truth: () => overRates((rate) => Math.max(...toAnswers(rate))),
    run: (samples) => modalShare(samples, settings),
  },
  ...(['plug-in', 'miller-madow'] as const).map((form): Estimator => {
    return {
      metric: `answer_entropy, ${form}`,
      isUnbiased: false,
      truth: () => overRates((rate) => toEntropy(toAnswers(rate))),
      run: (samples) => answerEntropy(samples, form, settings),
    };
  }),
  {
    metric: 'best_worst_spread',
    isUnbiased: true,
    truth: (epochs) => overRates((rate) => 1 - (1 - rate) ** epochs - rate ** epochs),
    run: (samples, epochs) => bestWorstSpread(samples, epochs, settings),
  },
  {
    metric: 'krippendorff_alpha of outcomes',
    isUnbiased: false,
    truth: () => BETWEEN / (BETWEEN + WITHIN),
    run: (samples) => krippendorffAlpha(samples, 'outcome', settings),
  },
  {
    metric: 'icc1',
    isUnbiased: false,
    truth: () => BETWEEN / (BETWEEN + WITHIN),
    run: (samples) => icc1(samples, settings),
  },
  {
    metric: 'run_accuracy_sd',
    isUnbiased: false,
    truth: (_, rates) => Math.sqrt(rates.reduce((sum, rate) => sum + rate * (1 - rate), 0)) / rates.length,
    run: (_, epochs, rows) => runAccuracySd(rows, epochs, 0.95),
  },
];

/** Bias of estimators of repetition, on 50 samples with 2, 5 and 16 epochs. */
export function listBias({ simulations }: Effort): readonly BiasRow[] {
  const { drawRates, drawTrials } = createSimulator('bias', 1);
  return [2, 5, 16].flatMap((epochs) => {
    const errors = estimators.map((): number[] => []);
    const truths = estimators.map((): number[] => []);
    for (let index = 0; index < simulations; index += 1) {
      const rates = drawRates(SAMPLES);
      const rows = drawTrials(rates, epochs);
      const samples = toSampleOutcomes(rows);
      for (const [place, { run, truth }] of estimators.entries()) {
        const { value } = run(samples, epochs, rows);
        const own = truth(epochs, rates);
        truths[place]?.push(own);
        if (value !== null) errors[place]?.push(value - own);
      }
    }
    return estimators.map(({ metric, isUnbiased }, place): BiasRow => {
      const own = errors[place] ?? [];
      const bias = toMean(own);
      const standardError = Math.sqrt(toMean(own.map((error) => (error - bias) ** 2)) / own.length);
      const regime = `${SAMPLES} samples × ${epochs}`;
      return { metric, regime, truth: toMean(truths[place] ?? []), bias, standardError, isUnbiased };
    });
  });
}
