import { describe, expect, it } from 'vitest';
import { toInfeasibleReasons, toRiskControlTable } from '#core/charts/to-risk-control-table.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { buildFoldedRun } from '#tests/support/builders-bundle-members.ts';

describe('the table of thresholds', () => {
  const { rows } = buildFoldedRun();
  const report = analyseRun(rows);
  const scorer = rows.config.scorers[0]?.name ?? '';
  const model = rows.config.models[0]?.modelId ?? '';
  const view = { report, model, scorer, conditions: rows.conditions };
  const own = report.estimates.filter((entry) => entry.model === model && entry.scorer === scorer);

  it('has a row for every source and loss that was calibrated, and says why nothing is accepted', () => {
    const thresholds = own.filter(({ metric }) => metric === 'crc_threshold');
    expect(thresholds.length).toBeGreaterThan(0);
    const table = toRiskControlTable(view);
    expect(table.rows).toHaveLength(thresholds.length);
    for (const [index, row] of table.rows.entries()) {
      expect(row).toHaveLength(table.columns.length);
      if (thresholds[index]?.value === null) expect(row[3]).toBe('accept nothing');
    }
    const reasons = thresholds.flatMap(({ value, reason }) => (value === null ? [reason] : []));
    expect(toInfeasibleReasons(view)).toEqual([...new Set(reasons)]);
  });

  it('shows threshold, risk and coverage with the sizes of both halves', () => {
    const params = { source: 'seq_prob', loss: 'error', alpha: 0.1 };
    const estimates = (['crc_threshold', 'crc_risk', 'crc_coverage'] as const).map((metric, index) => {
      const base = own.find((entry) => entry.metric === metric);
      if (base === undefined) throw new Error(metric);
      return { ...base, params, value: [0.55, 0.08, 0.6][index] ?? null, reason: null, n: index === 0 ? 12 : 11 };
    });
    const [row] = toRiskControlTable({ ...view, report: { ...report, estimates } }).rows;
    expect(row?.[0]).toBe('Whole output');
    expect(row?.slice(1, 4)).toEqual(['errors', '0.10', '0.55']);
    expect(row?.[4]?.startsWith('0.08')).toBe(true);
    expect(row?.[5]?.startsWith('0.60')).toBe(true);
    expect(row?.slice(6)).toEqual(['12', '11']);
  });
});
