import type { Interval } from '../model/report.ts';

/** What every estimator returns; `analyseRun` adds names and makes it an `Estimate`. */
export interface MetricResult {
  /** Null when undefined: never 0, 1 or NaN in its place. */
  readonly value: number | null;
  /** Why `value` is null, or, beside a value, why `interval` is null; null when both are there. */
  readonly reason: string | null;
  readonly interval: Interval | null;
  /** Samples used. */
  readonly n: number;
  /** Clusters used. */
  readonly clusters: number;
}

/** An interval, or the plain-language reason why there is none. */
export type IntervalResult =
  | { readonly interval: Interval; readonly reason: null }
  | { readonly interval: null; readonly reason: string };

/** A metric that no sample defines. */
export function undefinedResult(reason: string): MetricResult {
  return { value: null, reason, interval: null, n: 0, clusters: 0 };
}

/** A two-sided interval. `method` is a recipe of METRICS §0.4. */
export function toTwoSided(method: string, level: number, lower: number, upper: number): IntervalResult {
  return { interval: { lower, upper, level, sides: 'two', method }, reason: null };
}

/** No interval. */
export function withoutInterval(reason: string): IntervalResult {
  return { interval: null, reason };
}
