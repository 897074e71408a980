import { describe, expect, test } from 'vitest';
import type { IntervalChart } from '#core/charts/chart-spec.ts';
import { toIntervalSvg } from '#core/charts/interval-svg.ts';
import { toInlineSvg } from '#core/charts/svg-drawing.ts';
import { createSvgScale } from '#core/charts/svg-scale.ts';

describe('a scale', () => {
  test('maps ends to ends, either way round, with round ticks inside', () => {
    const up = createSvgScale([0, 1], [100, 300]);
    expect([up.at(0), up.at(0.5), up.at(1)]).toEqual([100, 200, 300]);
    expect([up.clampedAt(-0.4), up.clampedAt(0.5), up.clampedAt(1.7)]).toEqual([100, 200, 300]);
    expect(up.ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(createSvgScale([0, 1], [300, 100]).at(0.25)).toBe(250);
    expect(createSvgScale([-0.03, 0.12], [0, 10]).ticks).toEqual([0, 0.05, 0.1]);
  });

  test('gives an empty domain a width', () => {
    for (const value of [0, 5, -2]) {
      const scale = createSvgScale([value, value], [0, 10]);
      expect(scale.at(value)).toBe(0);
      expect(scale.ticks.length).toBeGreaterThan(0);
    }
  });
});

test('a chart says where a value is not defined, and escapes its labels', () => {
  const chart: IntervalChart = {
    type: 'interval',
    title: 't',
    description: '"d"',
    axisLabel: 'a',
    format: 'proportion',
    domain: [0, 1],
    reference: null,
    labelColumn: 'l',
    extraColumns: [],
    legend: [],
    rows: [
      { label: '<b>', shape: 'disc', value: 0.5, reason: null, lower: 0.25, upper: 0.75, n: 3, extra: [] },
      { label: 'none', shape: 'ring', value: null, reason: 'why', lower: null, upper: null, n: 0, extra: [] },
    ],
  };
  const svg = toInlineSvg(toIntervalSvg(chart), chart.description);
  expect(svg).toContain('&lt;b&gt;');
  expect(svg).toContain('aria-label="&quot;d&quot;"');
  expect(svg).toContain('not defined');
  expect(svg.match(/<circle/g)).toHaveLength(1);
  // From a quarter to three quarters of the scale of 404 px that begins at 220.
  expect(svg).toContain('x1="321" x2="523"');
});
