import type { IntervalSettings } from '../interval-settings.ts';
import type { IntervalResult, MetricResult } from '../metric-result.ts';
import { toTwoSided, withoutInterval } from '../metric-result.ts';
import { delongLogitInterval } from './auroc.ts';
import { bootstrapTables } from './bootstrap-tables.ts';
import { indexPairs, type ConfidencePair, type PairIndex } from './confidence-table.ts';
import { toExpectedErrors } from './risk-coverage.ts';
import { selectiveAccuracyInterval } from './selective-accuracy.ts';
import { probabilityFamilies, rankingFamilies, type TableMetric, type TableMetricFamily } from './table-metrics.ts';

/** What a confidence source gives: probabilities of success, or an order only. */
export type ConfidenceKind = 'probability' | 'ranking';

/** Samples below which reflected intervals hold the truth too rarely (docs/statistics.md). */
const BIASED_MIN_SAMPLES = 200;
/** Measures whose bootstrap intervals, reflected or not, hold the truth too rarely at any size that a browser runs. */
const WITHOUT_INTERVAL: ReadonlySet<string> = new Set(['ece', 'mce', 'ece_l2_debiased']);
/** Parts of `murphy` that can be negative. */
const SIGNED_PARTS: ReadonlySet<unknown> = new Set(['WBC']);

/** A number with its name. */
export interface NamedResult extends Pick<TableMetric, 'metric' | 'params'> {
  readonly result: MetricResult;
}

/**
 * Every measure of METRICS §4 that is a function of confidence and success. Intervals: DeLong on the logit scale for `auroc` and CI-W for
 * `sel_acc` where each cluster has one pair, else CI-BS over clusters, reflected (CI-BSR) where resampling repeats an estimate's optimism,
 * and none where even that fails. All intervals of one source come from the same resamples. n counts samples.
 */
export function measureConfidence(
  pairs: readonly ConfidencePair[],
  kind: ConfidenceKind,
  settings: IntervalSettings,
): readonly NamedResult[] {
  const index = indexPairs(pairs);
  const families = kind === 'ranking' ? rankingFamilies : [...rankingFamilies, ...probabilityFamilies];
  const statistics = families.map((family) => family.of);
  const intervals = bootstrapTables(index, statistics, settings);
  const values = statistics.flatMap((of) => of(index.table));
  return families
    .flatMap((family) => family.metrics)
    .map((entry, position) => {
      const { metric, params } = entry;
      const value = values[position] ?? null;
      const size = { n: index.samples, clusters: index.clusters };
      if (value === null) {
        const reason = pairs.length === 0 ? 'no trial has a confidence' : entry.nullReason;
        return { metric, params, result: { value, reason, interval: null, ...size } };
      }
      // Its size is that of a signed measure, whose interval is not biased.
      const place = metric === 'ece_1bin' ? indexOfMetric(families, 'overconfidence') : position;
      const bootstrap = intervals[place] ?? withoutInterval('not resampled');
      return {
        metric,
        params,
        result: { value, ...toInterval(value, entry, index, bootstrap, settings.level), ...size },
      };
    });
}

function toInterval(
  value: number,
  { metric, params, isBiased }: TableMetric,
  index: PairIndex,
  bootstrap: IntervalResult,
  level: number,
): IntervalResult {
  const isIndependent = index.clusters === index.row.length;
  const coverage = params['c'];
  if (metric === 'auroc' && isIndependent) return delongLogitInterval(index.table, level);
  if (metric === 'sel_acc' && isIndependent && typeof coverage === 'number') {
    return selectiveAccuracyInterval(toExpectedErrors(index.table), coverage, level);
  }
  if (metric === 'ece_1bin') return toSizes(bootstrap);
  if (!isBiased) return bootstrap;
  if (WITHOUT_INTERVAL.has(metric))
    return withoutInterval(
      'resampling repeats the bias of its bins: no interval holds the truth often enough; corp_mcb has one',
    );
  if (index.samples < BIASED_MIN_SAMPLES) {
    return withoutInterval(`fewer than ${BIASED_MIN_SAMPLES} samples: the value is too optimistic to be read alone`);
  }
  return toReflected(value, bootstrap, SIGNED_PARTS.has(params['part']));
}

/** Interval of |x| from one of x. */
function toSizes(signed: IntervalResult): IntervalResult {
  if (signed.interval === null) return signed;
  const lower = signed.interval.lower ?? 0;
  const upper = signed.interval.upper ?? 0;
  const least = lower <= 0 && upper >= 0 ? 0 : Math.min(Math.abs(lower), Math.abs(upper));
  return toTwoSided('CI-BS', signed.interval.level, least, Math.max(Math.abs(lower), Math.abs(upper)));
}

function indexOfMetric(families: readonly TableMetricFamily[], wanted: string): number {
  return families.flatMap((family) => family.metrics).findIndex(({ metric }) => metric === wanted);
}

/**
 * The bootstrap interval reflected at the value (Davison & Hinkley 1997, §5.2, "basic"): what resampling adds to an estimate that is too high is
 * taken off instead of added once more. Ends below 0 are cut where the measure has no values there.
 */
function toReflected(value: number, { interval, reason }: IntervalResult, canBeNegative: boolean): IntervalResult {
  if (interval === null) return withoutInterval(reason);
  const cut = (end: number | null): number =>
    Math.max(canBeNegative ? Number.NEGATIVE_INFINITY : 0, 2 * value - (end ?? value));
  return toTwoSided('CI-BSR', interval.level, cut(interval.upper), cut(interval.lower));
}
