import { toNumberText } from '#core/charts/number-text.ts';
import { toSeveritySentence, toSeverityUnitText } from '#core/charts/to-severity-sentence.ts';
import { toLevelText } from '#core/model/severity.ts';
import { toSeverityTable } from '#core/charts/to-severity-table.ts';
import type { Interval } from '#core/model/report.ts';
import { buildEstimate, buildReportView } from '#tests/support/app-fixtures.ts';
import { describe, expect, test } from 'vitest';

const THIN = '\u202f';

function toUpper(upper: number): Interval {
  return { lower: null, upper, level: 0.95, sides: 'upper', method: 'CI-CP' };
}

describe('the severity table', () => {
  test('of FIX-4 tells counts, rates, bounds and the risk at the joint bound', () => {
    const bounds: readonly (readonly [number, number, number])[] = [
      [0.05, 0.083335, 0.096256],
      [0.02, 0.04518, 0.055377],
      [0.005, 0.023498, 0.031479],
      [0, 0.014867, 0.021672],
    ];
    const view = buildReportView(
      bounds.flatMap(([value, single, simultaneous], index) =>
        (['single', 'simultaneous'] as const).map((bound) =>
          buildEstimate({
            metric: 'severity_table',
            value,
            n: 200,
            clusters: 200,
            params: { atLeast: index + 1, bound, per: 'cluster', K: 1 },
            interval: toUpper(bound === 'single' ? single : simultaneous),
          }),
        ),
      ),
    );
    expect(toSeverityTable(view, 'original').rows).toEqual([
      ['1 negligible', '10 of 200', '0.050', '0.083', '0.096', 'Medium'],
      ['2 marginal', '4 of 200', '0.020', '0.045', '0.055', 'Serious'],
      ['3 critical', '1 of 200', '0.0050', '0.023', '0.031', 'High'],
      ['4 catastrophic', '0 of 200', '0', '0.015', '0.022', 'High'],
    ]);
  });

  test('without estimates has dashes', () => {
    expect(toSeverityTable(buildReportView([]), 'original').rows[0]).toEqual(['1 negligible', '–', '–', '–', '–', '–']);
    expect(toLevelText(0)).toBe('0 none');
  });
});

describe('what a run of this size can say', () => {
  test('names the bound of a clean result and what rarer claims take', () => {
    const text = toSeveritySentence(224, 0.95);
    expect(text).toContain('With 224 independent samples');
    expect(text).toContain('rarer than 0.013 (one-sided, 95 %)');
    expect(text).toContain('less than 0.01 takes 299 samples');
    expect(text).toContain(`less than 0.001 takes 2${THIN}995`);
    expect(text).toContain('can support “remote” (at most 0.001) at best');
  });

  test('says what counts as one', () => {
    expect(toSeverityUnitText(20, 20, 1)).toBe('Each sample counts once.');
    expect(toSeverityUnitText(20, 20, 4)).toBe('Each sample counts once, by the worst of its trials.');
    expect(toSeverityUnitText(20, 10, 4)).toContain('10 clusters of 20 samples');
  });
});

describe('small numbers', () => {
  test.each([
    [0, '0'],
    [0.00068, '0.00068'],
    [0.0123456, '0.012'],
    [0.05, '0.050'],
    [0.5, '0.50'],
    [0.999, '1.00'],
    [1e-9, '< 0.000001'],
    [-1e-9, '> −0.000001'],
    [-0.0031, '−0.0031'],
  ])('%d is %s', (value, expected) => {
    expect(toNumberText(value, 'small')).toBe(expected);
  });
});
