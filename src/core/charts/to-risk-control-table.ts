import type { ChartTable } from './chart-spec.ts';
import { NO_VALUE, toCountText, toIntervalText, toNumberText } from './number-text.ts';
import { findEstimate, listEstimates, type ReportView } from './report-view.ts';
import { toSourceText } from './to-source-table.ts';

const textByLoss: Readonly<Record<string, string>> = { error: 'errors', severity: 'weight of severity' };

/**
 * Conformal thresholds of every confidence source: what was allowed, the threshold from the calibration half, and what it did on the report
 * half, with the size of both (METRICS §4.11, §5.8). No rows where nothing was calibrated.
 */
export function toRiskControlTable(view: ReportView): ChartTable {
  return {
    columns: [
      'Confidence',
      'Loss',
      'Allowed per trial',
      'Accept above',
      'Loss on the report half',
      'Accepted on the report half',
      'Calibration samples',
      'Report samples',
    ],
    rows: listEstimates(view, { metric: 'crc_threshold' }).map((threshold) => {
      const { params } = threshold;
      const risk = findEstimate(view, { metric: 'crc_risk', params });
      const coverage = findEstimate(view, { metric: 'crc_coverage', params });
      const isFeasible = threshold.value !== null;
      return [
        toSourceText(String(params['source'])),
        textByLoss[String(params['loss'])] ?? String(params['loss']),
        toNumberText(Number(params['alpha']), 'proportion'),
        isFeasible ? toNumberText(threshold.value, 'small') : 'accept nothing',
        `${toNumberText(risk?.value ?? null, 'small')} ${toIntervalText(risk?.interval ?? null, 'small')}`.trim(),
        `${toNumberText(coverage?.value ?? null, 'proportion')} ${toIntervalText(coverage?.interval ?? null, 'proportion')}`.trim(),
        isFeasible ? toCountText(threshold.n) : NO_VALUE,
        isFeasible && risk !== null ? toCountText(risk.n) : NO_VALUE,
      ];
    }),
  };
}

/** Why some source has no threshold, each reason once. */
export function toInfeasibleReasons(view: ReportView): readonly string[] {
  const missing = listEstimates(view, { metric: 'crc_threshold' }).filter(({ value }) => value === null);
  return [...new Set(missing.map(({ reason }) => reason ?? 'no threshold is feasible'))];
}
