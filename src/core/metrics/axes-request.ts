import { createRng } from '../rng/rng.ts';
import { compareOnAxes, type AxesComparison } from './compare-on-axes.ts';
import type { ParetoAxisId } from './pareto-axis.ts';
import type { ParetoColumn } from './pareto-column.ts';

/** Configurations to place on axes, as plain values. */
export interface AxesRequest {
  readonly columns: readonly ParetoColumn[];
  /** One to four. */
  readonly axes: readonly ParetoAxisId[];
  /** Confidence level, in (0.5, 1). */
  readonly level: number;
  readonly resamples: number;
  /** Of the bootstrap. */
  readonly seed: number;
}

/** `compareOnAxes` with the draws of a seed: the same request gives the same result. */
export function answerAxesRequest({ columns, axes, level, resamples, seed }: AxesRequest): AxesComparison {
  const rng = createRng(seed).fork('pareto');
  return compareOnAxes(columns, axes, { level, resamples, drawIndex: (count) => rng.int(0, count - 1) });
}
