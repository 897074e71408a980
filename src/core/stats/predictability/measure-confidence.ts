import type { IntervalSettings } from '../interval-settings.ts';
import type { IntervalResult, MetricResult } from '../metric-result.ts';
import { withoutInterval } from '../metric-result.ts';
import { delongLogitInterval } from './auroc.ts';
import { bootstrapTables } from './bootstrap-tables.ts';
import { indexPairs, type ConfidencePair, type PairIndex } from './confidence-table.ts';
import { CORP_MIN_SAMPLES } from './corp.ts';
import { toExpectedErrors } from './risk-coverage.ts';
import { selectiveAccuracyInterval } from './selective-accuracy.ts';
import { probabilityFamilies, rankingFamilies, type TableMetric } from './table-metrics.ts';

/** What a confidence source gives: probabilities of success, or an order only. */
export type ConfidenceKind = 'probability' | 'ranking';

/** A number with its name. */
export interface NamedResult extends Pick<TableMetric, 'metric' | 'params'> {
  readonly result: MetricResult;
}

/**
 * Every measure of METRICS §4 that is a function of confidence and success. Intervals: DeLong on the logit scale for `auroc` and CI-W for
 * `sel_acc` where each cluster has one pair, else CI-BS over clusters, named `CI-BS (biased)` where resampling repeats an estimate's
 * optimism. All intervals of one source come from the same resamples. n counts samples.
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
      const bootstrap = intervals[position] ?? withoutInterval('not resampled');
      return { metric, params, result: { value, ...toInterval(entry, index, bootstrap, settings.level), ...size } };
    });
}

function toInterval(
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
  if ((metric === 'corp_mcb' || metric === 'corp_dsc') && index.samples < CORP_MIN_SAMPLES) {
    return withoutInterval(`fewer than ${CORP_MIN_SAMPLES} samples: the value is too optimistic to be read alone`);
  }
  if (!isBiased || bootstrap.interval === null) return bootstrap;
  return { interval: { ...bootstrap.interval, method: 'CI-BS (biased)' }, reason: null };
}
