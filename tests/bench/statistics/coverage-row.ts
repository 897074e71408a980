import type { Interval } from '#core/model/report.ts';
import type { IntervalResult } from '#core/stats/metric-result.ts';

/** How often an interval held the truth in one regime. */
export interface CoverageRow {
  /** Recipe of METRICS §0.4, as reports name it. */
  readonly method: string;
  /** What the interval is of. */
  readonly of: string;
  readonly regime: string;
  /** Approximate intervals are to cover 93–97 % at 95 %; exact and conservative ones at least 95 %. */
  readonly kind: 'approximate' | 'conservative';
  /** Of the data sets that got an interval; 0 where none did. */
  readonly coverage: number;
  /** Simulated data sets; 0 = computed without simulation. */
  readonly simulations: number;
  /** Share of the data sets that got no interval, with a reason; they count neither as held nor as missed. */
  readonly without: number;
  readonly verdict: 'held' | 'low' | 'high' | 'none';
}

/** How many data sets are simulated and how often each is resampled. */
export interface Effort {
  readonly simulations: number;
  readonly resamples: number;
}

/** One regime of one interval: `simulate` gives an interval with the truth that it should hold. */
export interface CoverageCase extends Pick<CoverageRow, 'method' | 'of' | 'regime' | 'kind'> {
  readonly simulate: () => { readonly result: Pick<IntervalResult, 'interval'>; readonly truth: number };
}

/** Simulates a case. */
export function measureCoverage({ simulate, ...names }: CoverageCase, { simulations }: Effort): CoverageRow {
  let held = 0;
  let without = 0;
  for (let index = 0; index < simulations; index += 1) {
    const { result, truth } = simulate();
    if (result.interval === null) without += 1;
    else if (holds(result.interval, truth)) held += 1;
  }
  const given = simulations - without;
  const coverage = given === 0 ? 0 : held / given;
  return {
    ...names,
    coverage,
    simulations,
    without: without / simulations,
    verdict: toVerdict(names.kind, coverage, given),
  };
}

/** A computed coverage as a row. */
export function toComputedRow(
  names: Pick<CoverageRow, 'method' | 'of' | 'regime' | 'kind'>,
  coverage: number,
): CoverageRow {
  return {
    ...names,
    coverage,
    simulations: 0,
    without: 0,
    verdict: toVerdict(names.kind, coverage, Number.POSITIVE_INFINITY),
  };
}

/** Whether the interval holds the truth; the absent side of a one-sided interval is open. */
export function holds({ lower, upper }: Interval, truth: number): boolean {
  return (lower ?? Number.NEGATIVE_INFINITY) <= truth + 1e-12 && truth <= (upper ?? Number.POSITIVE_INFINITY) + 1e-12;
}

/** A simulated share may lie two standard errors outside its band. */
function toVerdict(kind: CoverageRow['kind'], coverage: number, count: number): CoverageRow['verdict'] {
  if (count === 0) return 'none';
  const slack = 2 * Math.sqrt((0.05 * 0.95) / count) + 1e-9;
  if (coverage < (kind === 'approximate' ? 0.93 : 0.95) - slack) return 'low';
  return kind === 'approximate' && coverage > 0.97 + slack ? 'high' : 'held';
}
