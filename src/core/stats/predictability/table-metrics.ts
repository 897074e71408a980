import type { Estimate } from '../../model/report.ts';
import { auroc } from './auroc.ts';
import { brier, brierSkillScore } from './brier.ts';
import type { TableStatistic } from './bootstrap-tables.ts';
import { toBins } from './calibration-bins.ts';
import { corp } from './corp.ts';
import { debiasedSquaredError, expectedCalibrationError, maximumCalibrationError, overconfidence } from './ece.ts';
import { murphy } from './murphy.ts';
import { NLL_CLIP, negativeLogLikelihood } from './nll.ts';
import { excessAurc, predictionRejectionRatio, riskCoverageAreas, toExpectedErrors } from './risk-coverage.ts';
import { coverageAtRisk, selectiveAccuracy } from './selective-accuracy.ts';

/** Name of one number of a table. */
export interface TableMetric {
  /** Id of METRICS §14. */
  readonly metric: string;
  readonly params: Estimate['params'];
  /** Why the value is null where it is, for tables with pairs. */
  readonly nullReason: string;
  /** True where resampling repeats the optimism of the estimate, so that its interval lies too high (METRICS §14, "biased"). */
  readonly isBiased: boolean;
}

/** Numbers that are computed together; `of` gives one for each of `metrics`. */
export interface TableMetricFamily {
  readonly metrics: readonly TableMetric[];
  readonly of: TableStatistic;
}

/** Bins of calibration errors and of Murphy's parts. */
const BINS = 10;
/** Coverages of `sel_acc`. */
const COVERAGES = [0.5, 0.8] as const;
/** Error rate of `cov_at_risk`. */
export const RISK = 0.1;

const ALWAYS = 'no trial has a confidence';
const TOO_FEW = `fewer than ${BINS} trials have a confidence`;
/** Edge rule of equal-width bins, as `toBins` has it. */
const EDGES = 'floor(f*M+1e-9)';
const ONE_CLASS = 'every trial has the same outcome';

const toMetric = (
  metric: string,
  params: Estimate['params'] = {},
  nullReason = ALWAYS,
  isBiased = false,
): TableMetric => ({ metric, params, nullReason, isBiased });

/** Measures that only rank: for every confidence source. */
export const rankingFamilies: readonly TableMetricFamily[] = [
  { metrics: [toMetric('auroc', {}, ONE_CLASS)], of: (table) => [auroc(table)] },
  {
    metrics: [
      toMetric('augrc'),
      toMetric('aurc'),
      toMetric('e_aurc'),
      toMetric('aurac'),
      toMetric('p_rc_exact', {}, ONE_CLASS),
      ...COVERAGES.map((c) => toMetric('sel_acc', { c }, `fewer than ${1 / c} trials have a confidence`)),
      toMetric('cov_at_risk', { r: RISK }),
    ],
    of: (table) => {
      const errors = toExpectedErrors(table);
      const areas = riskCoverageAreas(errors);
      return [
        areas?.augrc ?? null,
        areas?.aurc ?? null,
        areas === null ? null : excessAurc(areas),
        areas === null ? null : 1 - areas.aurc,
        areas === null ? null : predictionRejectionRatio(areas),
        ...COVERAGES.map((c) => selectiveAccuracy(errors, c)),
        coverageAtRisk(errors, RISK),
      ];
    },
  },
];

/** Measures that take the confidence for a probability of success. */
export const probabilityFamilies: readonly TableMetricFamily[] = [
  {
    metrics: [
      toMetric('brier'),
      toMetric('bss', {}, ONE_CLASS),
      toMetric('nll', { clip: NLL_CLIP }),
      toMetric('overconfidence'),
      toMetric('ece_1bin', {}, ALWAYS, true),
    ],
    of: (table) => {
      const excess = overconfidence(table);
      return [
        brier(table),
        brierSkillScore(table),
        negativeLogLikelihood(table),
        excess,
        excess === null ? null : Math.abs(excess),
      ];
    },
  },
  {
    metrics: [toMetric('corp_mcb', {}, ALWAYS, true), toMetric('corp_dsc', {}, ALWAYS, true), toMetric('corp_unc')],
    of: (table) => {
      const parts = corp(table);
      return [parts?.miscalibration ?? null, parts?.discrimination ?? null, parts?.uncertainty ?? null];
    },
  },
  {
    metrics: [
      ...(['REL', 'RES', 'UNC', 'WBV', 'WBC'] as const).map((part) =>
        toMetric('murphy', { part, bins: BINS }, ALWAYS, true),
      ),
      toMetric('ece', { scheme: 'equal-width', bins: BINS, edges: EDGES }, ALWAYS, true),
      toMetric('mce', { scheme: 'equal-width', bins: BINS, edges: EDGES }, ALWAYS, true),
    ],
    of: (table) => {
      const bins = toBins(table, 'equal-width', BINS);
      if (bins === null) return [null, null, null, null, null, null, null];
      const { reliability, resolution, uncertainty, withinVariance, withinCovariance } = murphy(bins);
      const parts = [reliability, resolution, uncertainty, withinVariance, withinCovariance];
      return [...parts, expectedCalibrationError(bins), maximumCalibrationError(bins)];
    },
  },
  {
    metrics: [
      toMetric('ece', { scheme: 'equal-mass', bins: BINS }, TOO_FEW, true),
      toMetric('ece_l2_debiased', { scheme: 'equal-mass', bins: BINS }, TOO_FEW, true),
    ],
    of: (table) => {
      const bins = toBins(table, 'equal-mass', BINS);
      return bins === null ? [null, null] : [expectedCalibrationError(bins), debiasedSquaredError(bins)];
    },
  },
];
