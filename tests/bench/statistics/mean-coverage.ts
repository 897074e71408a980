import { bootstrapInterval } from '#core/stats/cluster-bootstrap.ts';
import { clusterTInterval } from '#core/stats/cluster-t-interval.ts';
import { fiellerInterval } from '#core/stats/fieller-interval.ts';
import { logRatioInterval } from '#core/stats/log-ratio-interval.ts';
import type { SampleValue } from '#core/stats/sample-value.ts';
import { measureCoverage, type CoverageRow, type Effort } from './coverage-row.ts';
import { createSimulator, overRates, RATES, toMean } from './simulated-task.ts';

const EPOCHS = 16;

/** Coverage of intervals of means and of ratios of means over samples. */
export function listMeanCoverage(effort: Effort): readonly CoverageRow[] {
  const { drawIndex, drawRates, drawTrials, drawUnit, settings } = createSimulator('means', effort.resamples);
  const toValue = (rate: number): number => toMean(drawTrials([rate], EPOCHS).map(({ value }) => value));
  const drawValues = (clusters: number, perCluster: number): readonly SampleValue[] =>
    drawRates(clusters).flatMap((rate, cluster) =>
      Array.from({ length: perCluster }, (_, index) => {
        return { sampleId: `${cluster}-${index}`, clusterId: String(cluster), value: toValue(rate) };
      }),
    );
  const truth = overRates((rate) => rate);
  const regimes = [
    [6, 1],
    [10, 1],
    [20, 1],
    [30, 1],
    [100, 1],
    [30, 4],
  ] as const;
  const rows = regimes.flatMap(([clusters, perCluster]) => {
    const regime = perCluster === 1 ? `${clusters} samples` : `${clusters} clusters of ${perCluster}`;
    const names = { of: 'a mean over samples', regime, kind: 'approximate' } as const;
    const draw = (): readonly SampleValue[] => drawValues(clusters, perCluster);
    return [
      measureCoverage(
        { ...names, method: 'CI-T', simulate: () => ({ result: clusterTInterval(draw(), 0.95), truth }) },
        effort,
      ),
      measureCoverage(
        { ...names, method: 'CI-BS', simulate: () => ({ result: bootstrapInterval(draw(), settings), truth }) },
        effort,
      ),
    ];
  });
  /** A sample's accuracy under a perturbation that keeps 80 % of it, and without. */
  const drawRatio = (samples: number) =>
    drawRates(samples).map((rate) => ({ numerator: toValue(rate * 0.8), denominator: toValue(rate) }));
  /** Seconds that grow with difficulty, and successes. */
  const drawCost = (samples: number) =>
    Array.from({ length: samples }, () => {
      const rate = RATES[drawIndex(RATES.length)] ?? 0;
      return { numerator: 2 - rate + drawUnit(), denominator: toValue(rate) };
    });
  const cost = overRates((rate) => 2.5 - rate) / truth;
  const ratios = [10, 30, 100, 300].flatMap((samples) => [
    measureCoverage(
      {
        method: 'CI-R',
        of: 'a ratio of accuracies',
        regime: `${samples} samples`,
        kind: 'approximate',
        simulate: () => ({ result: logRatioInterval(drawRatio(samples), 0.95), truth: 0.8 }),
      },
      effort,
    ),
    measureCoverage(
      {
        method: 'Fieller',
        of: 'cost over successes',
        regime: `${samples} samples`,
        kind: 'approximate',
        simulate: () => ({ result: fiellerInterval(drawCost(samples), 0.95), truth: cost }),
      },
      effort,
    ),
  ]);
  return [...rows, ...ratios];
}
