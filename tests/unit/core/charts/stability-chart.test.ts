import { toHeatPaths } from '#core/charts/heat-paths.ts';
import { toChartCsv } from '#core/charts/to-chart-csv.ts';
import { toChartTable } from '#core/charts/to-chart-table.ts';
import { toStabilityChart, toStabilityCounts } from '#core/charts/to-stability-chart.ts';
import { toSvgFile } from '#core/charts/to-svg-file.ts';
import { ScoreRow } from '#core/bundle/rows.ts';
import { Sample } from '#core/model/sample.ts';
import { describe, expect, test } from 'vitest';

const sample = (sampleId: string): Sample =>
  Sample.parse({
    sampleId,
    clusterId: sampleId,
    family: 'f',
    input: 'q',
    target: ['a'],
    options: null,
    protect: [],
    severityOfError: null,
  });

/** `1` passes, `0` fails, `?` has no answer, `.` has no row. */
const scores = (sampleId: string, outcomes: string, conditionId = 'original'): readonly ScoreRow[] =>
  Array.from(outcomes).flatMap((outcome, index) =>
    outcome === '.'
      ? []
      : ScoreRow.parse({
          trialKey: 'ab'.repeat(32),
          model: 'm',
          sampleId,
          conditionId,
          epoch: index + 1,
          scorer: 's',
          value: outcome === '1' ? 1 : 0,
          success: outcome === '1' ? 1 : 0,
          answer: outcome === '?' ? null : 'a',
          span: null,
          why: '',
        }),
  );

const chart = toStabilityChart(
  ['none', 'never', 'mixed', 'always', 'lost'].map(sample),
  [
    ...scores('never', '00?'),
    ...scores('mixed', '01.'),
    ...scores('mixed', '111', 'case_lower@1#0'),
    ...scores('always', '111'),
    ...scores('lost', '1.0'),
  ],
  3,
);

describe('samples by epochs', () => {
  test('are sorted from always to never, samples without outcomes last', () => {
    expect(chart.rows.map(({ label, cells }) => [label, cells.join(' ')])).toEqual([
      ['always', 'pass pass pass'],
      ['lost', 'pass missing fail'],
      ['mixed', 'fail pass missing'],
      ['never', 'fail fail unparsable'],
      ['none', 'missing missing missing'],
    ]);
    expect(toStabilityCounts(chart)).toEqual({ always: 1, sometimes: 2, never: 1 });
  });

  test('are a rectangle each while they are few', () => {
    const [pass, fail, unparsable, missing] = toHeatPaths(chart).map(({ outcome, path }) => [
      outcome,
      path.match(/z/g)?.length,
    ]);
    expect([pass, fail, unparsable, missing]).toEqual([
      ['pass', 5],
      ['fail', 4],
      ['unparsable', 1],
      ['missing', 5],
    ]);
  });

  test('have a table row each, and a file row for each trial', () => {
    expect(toChartTable(chart).rows[2]).toEqual(['mixed', 'f', '1 of 2', '✗ ✓ –']);
    expect(toChartCsv(chart).split('\r\n')[4]).toBe('lost,f,1,pass');
  });

  test('a thousand samples by ten epochs stay a small drawing', () => {
    const many = toStabilityChart(
      Array.from({ length: 1000 }, (_, index) => sample(`s${String(index)}`)),
      Array.from({ length: 1000 }, (_, index) =>
        scores(`s${String(index)}`, index % 2 === 0 ? '0101010101' : '1111111111'),
      ).flat(),
      10,
    );
    const svg = toSvgFile(many);
    expect(svg.match(/<path/g)).toHaveLength(2);
    expect(svg.length).toBeLessThan(400_000);
    // Rows that always pass are one rectangle each.
    expect(
      toHeatPaths(many)
        .find(({ outcome }) => outcome === 'pass')
        ?.path.match(/z/g),
    ).toHaveLength(500 + 500 * 5);
  });
});
