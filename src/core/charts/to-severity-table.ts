import { toRiskCell, type RiskCell } from '../stats/severity/risk-matrix.ts';
import { HARM_LEVELS } from '../stats/severity/severity-units.ts';
import type { ChartTable } from './chart-spec.ts';
import { NO_VALUE, toCountText, toNumberText } from './number-text.ts';
import { findEstimate, type ReportView } from './report-view.ts';
import { toLevelText } from '../model/severity.ts';

const textByCell: Readonly<Record<RiskCell, string>> = {
  high: 'High',
  serious: 'Serious',
  medium: 'Medium',
  low: 'Low',
};

/**
 * The severity table (METRICS §5.3): counts of independent units at least as bad as each level, with the upper bound for the level alone and
 * the one that holds for all levels together. The risk is read at the latter.
 */
export function toSeverityTable(view: ReportView, conditionId: string): ChartTable {
  return {
    columns: [
      'At least',
      'Seen',
      'Rate',
      'Upper bound, this level alone',
      'Upper bound, all levels together',
      'Risk at that bound',
    ],
    rows: HARM_LEVELS.map((atLeast) => {
      const find = (bound: string) =>
        findEstimate(view, { metric: 'severity_table', conditionId, params: { atLeast, bound } });
      const single = find('single');
      const joint = find('simultaneous');
      const jointUpper = joint?.interval?.upper ?? null;
      return [
        toLevelText(atLeast),
        single === null || single.value === null
          ? NO_VALUE
          : `${toCountText(single.value * single.clusters)} of ${toCountText(single.clusters)}`,
        toNumberText(single?.value ?? null, 'small'),
        toNumberText(single?.interval?.upper ?? null, 'small'),
        toNumberText(jointUpper, 'small'),
        jointUpper === null ? NO_VALUE : textByCell[toRiskCell(atLeast, jointUpper)],
      ];
    }),
  };
}
