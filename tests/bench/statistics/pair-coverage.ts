import { accDrop } from '#core/stats/acc-drop.ts';
import { attackSuccessRate } from '#core/stats/attack-success-rate.ts';
import { excessFlipSymmetric } from '#core/stats/excess-flip-symmetric.ts';
import { excessFlip } from '#core/stats/excess-flip.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { toPairedSamples, type PairedSample } from '#core/stats/paired-sample.ts';
import { robustnessRatio } from '#core/stats/robustness-ratio.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { measureCoverage, type CoverageRow, type Effort } from './coverage-row.ts';
import { createSimulator, overRates } from './simulated-task.ts';

interface PairMetric {
  readonly method: string;
  readonly of: string;
  readonly run: (pairs: readonly PairedSample[], settings: IntervalSettings) => MetricResult;
  /** @param keep factor that the perturbation multiplies every success rate with. */
  readonly truth: (keep: number) => number;
  readonly epochs: readonly number[];
}

/** Chance that two trials with rates p and q have other outcomes. */
const toFlip = (p: number, q: number): number => p * (1 - q) + q * (1 - p);

const metrics: readonly PairMetric[] = [
  {
    method: 'CI-T',
    of: 'acc_drop',
    run: accDrop,
    truth: (keep) => overRates((rate) => rate * (1 - keep)),
    epochs: [5],
  },
  { method: 'CI-R', of: 'robustness_ratio', run: robustnessRatio, truth: (keep) => keep, epochs: [1, 5] },
  {
    method: 'CI-BS',
    of: 'attack_success_rate',
    run: attackSuccessRate,
    truth: (keep) => overRates((rate) => rate * (1 - rate * keep)) / overRates((rate) => rate),
    epochs: [5],
  },
  {
    method: 'CI-BS',
    of: 'excess_flip of outcomes',
    run: (pairs, settings) => excessFlip(pairs, 'outcome', settings),
    truth: (keep) => overRates((rate) => toFlip(rate, rate * keep) - toFlip(rate, rate)),
    epochs: [5],
  },
  {
    method: 'CI-BS',
    of: 'excess_flip_symmetric@a of outcomes',
    run: (pairs, settings) => excessFlipSymmetric(pairs, 'outcome', settings),
    truth: (keep) => overRates((rate) => (rate - rate * keep) ** 2),
    epochs: [5],
  },
];

/** Coverage of intervals over pairs of an original and a perturbed prompt. */
export function listPairCoverage(effort: Effort): readonly CoverageRow[] {
  const { drawRates, drawTrials, settings } = createSimulator('pairs', effort.resamples);
  const drawPairs = (samples: number, epochs: number, keep: number): readonly PairedSample[] => {
    const rates = drawRates(samples);
    const perturbed = rates.map((rate) => rate * keep);
    return toPairedSamples(
      toSampleOutcomes(drawTrials(rates, epochs)),
      [toSampleOutcomes(drawTrials(perturbed, epochs))],
      new Map(),
    );
  };
  return metrics.flatMap(({ method, of, run, truth, epochs }) =>
    epochs.flatMap((count) =>
      [30, 100, 300].flatMap((samples) =>
        [1, 0.8].map((keep) => {
          const regime = `${samples} samples × ${count}, ${keep === 1 ? 'no effect' : '20 % lost'}`;
          const simulate = () => ({ result: run(drawPairs(samples, count, keep), settings), truth: truth(keep) });
          return measureCoverage({ method, of, regime, kind: 'approximate', simulate }, effort);
        }),
      ),
    ),
  );
}
