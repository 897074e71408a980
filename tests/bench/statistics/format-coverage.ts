import { formatSdPaired } from '#core/stats/format-sd-paired.ts';
import { formatSpread } from '#core/stats/format-spread.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { avgP, maxP, saturation } from '#core/stats/prompt-performance.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toScoreMatrix, type SampleColumns } from '#core/stats/score-matrix.ts';
import { measureCoverage, type CoverageRow, type Effort } from './coverage-row.ts';
import { createSimulator, overRates, toMean } from './simulated-task.ts';

const FORMATS = 6;
const EPOCHS = 2;
const equal = Array.from({ length: FORMATS }, () => 0.9);
/** Accuracies up to 13 points apart. */
const unequal = Array.from({ length: FORMATS }, (_, format) => 1 - 0.05 * format);

interface FormatMetric {
  readonly method: string;
  readonly of: string;
  readonly kind: CoverageRow['kind'];
  readonly run: (matrix: readonly SampleColumns[], settings: IntervalSettings) => MetricResult;
  readonly truth: (accuracies: readonly number[]) => number;
}

const metrics: readonly FormatMetric[] = [
  {
    method: 'CI-BSN',
    of: 'format_spread',
    kind: 'conservative',
    run: formatSpread,
    truth: (values) => Math.max(...values) - Math.min(...values),
  },
  { method: 'CI-BSN', of: 'max_p', kind: 'conservative', run: maxP, truth: (values) => Math.max(...values) },
  {
    method: 'CI-BSN',
    of: 'saturation',
    kind: 'conservative',
    run: saturation,
    truth: (values) => 1 - Math.max(...values) + toMean(values),
  },
  { method: 'CI-BS', of: 'format_sd@b', kind: 'conservative', run: formatSdPaired, truth: toDeviation },
  { method: 'CI-T', of: 'avg_p', kind: 'approximate', run: avgP, truth: toMean },
];

/** Coverage of intervals over several formats of the same samples. */
export function listFormatCoverage(effort: Effort): readonly CoverageRow[] {
  const { drawRates, drawTrials, settings } = createSimulator('formats', effort.resamples);
  const drawMatrix = (samples: number, keeps: readonly number[]): readonly SampleColumns[] => {
    const rates = drawRates(samples);
    const toFormat = (keep: number) =>
      toSampleOutcomes(
        drawTrials(
          rates.map((rate) => rate * keep),
          EPOCHS,
        ),
      );
    return toScoreMatrix(keeps.map(toFormat));
  };
  return metrics.flatMap(({ method, of, kind, run, truth }) =>
    [30, 100].flatMap((samples) =>
      ([equal, unequal] as const).map((keeps) => {
        const accuracies = keeps.map((keep) => keep * overRates((rate) => rate));
        const regime = `${samples} samples, ${keeps === equal ? 'equal' : 'unequal'} formats`;
        const simulate = () => ({ result: run(drawMatrix(samples, keeps), settings), truth: truth(accuracies) });
        return measureCoverage({ method, of, regime, kind, simulate }, effort);
      }),
    ),
  );
}

function toDeviation(values: readonly number[]): number {
  const mean = toMean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
