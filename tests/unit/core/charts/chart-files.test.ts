import type { CurveChart, IntervalChart, LineChart } from '#core/charts/chart-spec.ts';
import { toChartCsv } from '#core/charts/to-chart-csv.ts';
import { toSvgFile } from '#core/charts/to-svg-file.ts';
import { describe, expect, test } from 'vitest';

const interval: IntervalChart = {
  type: 'interval',
  title: 'Drop <b>',
  description: 'Read "it" so.',
  axisLabel: 'Drop',
  format: 'signed',
  domain: null,
  reference: 0,
  labelColumn: 'Condition',
  extraColumns: ['Class'],
  legend: [],
  rows: [
    { label: '=HYPERLINK("x")', shape: 'disc', value: -1 / 3, reason: null, lower: -0.5, upper: 0, n: 9, extra: ['P'] },
    { label: 'b, c', shape: 'ring', value: null, reason: 'no trial', lower: null, upper: null, n: 0, extra: ['+1'] },
  ],
};
const curve: CurveChart = {
  type: 'curve',
  title: 'Curve',
  description: 'Down.',
  xLabel: 'k',
  yLabel: 'Probability',
  format: 'proportion',
  domain: [0, 1],
  series: [{ label: 'pass^k', shape: 'disc', points: [{ x: 1, y: 0.25, reason: null, lower: 0.1, upper: 0.4, n: 4 }] }],
};
const line: LineChart = {
  type: 'line',
  title: 'Line',
  description: 'Up.',
  xLabel: 'Confidence',
  yLabel: 'Success rate',
  xDomain: [0, 1],
  yDomain: [0, 1],
  series: [
    {
      label: 'model',
      points: [
        [0.1, 0.2],
        [0.7, 1],
      ],
    },
    { label: 'best', points: [[0.1, 1]] },
  ],
  xFormat: 'proportion',
  band: { label: '95 % band', points: [[0.1, 0.05, 0.4]] },
  reference: {
    label: 'diagonal',
    ends: [
      [0, 0],
      [1, 1],
    ],
  },
  table: { columns: [], rows: [] },
};

describe('a chart as CSV', () => {
  test('keeps every digit and reason, and hands no formula to a spreadsheet', () => {
    expect(toChartCsv(interval)).toBe(
      [
        'Condition,Drop,lower,upper,n,Class,reason',
        `"'=HYPERLINK(""x"")",-0.3333333333333333,-0.5,0,9,P,`,
        `"b, c",,,,0,'+1,no trial`,
        '',
      ].join('\r\n'),
    );
  });

  test('has a row for each point of each curve or line', () => {
    expect(toChartCsv(curve)).toBe('curve,k,Probability,lower,upper,n,reason\r\npass^k,1,0.25,0.1,0.4,4,\r\n');
    expect(toChartCsv(line).split('\r\n').slice(1)).toEqual([
      'model,0.1,0.2,,',
      'model,0.7,1,,',
      'best,0.1,1,,',
      'diagonal,0,0,,',
      'diagonal,1,1,,',
      '95 % band,0.1,,0.05,0.4',
      '',
    ]);
  });
});

describe('a chart as an SVG file', () => {
  test.each([interval, curve, line])('is whole without anything else: $type', (chart) => {
    const svg = toSvgFile(chart);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
    expect(svg).toMatch(/<\/svg>$/);
    expect(svg).not.toMatch(/var\(|light-dark|url\(|<script|href=|class="frame/);
    // Every class that is drawn has its colour in the file.
    const drawn = [...svg.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => (names ?? '').split(' '));
    for (const name of drawn) expect(svg, name).toMatch(new RegExp(name === 'label' ? 'text\\{' : `\\.${name}[,{]`));
  });

  test('carries title and reading as text', () => {
    const svg = toSvgFile(interval);
    expect(svg).toContain('<title>Drop &lt;b&gt;</title><desc>Read &quot;it&quot; so.</desc>');
  });

  test('draws each line and the one to compare with, and names them', () => {
    const svg = toSvgFile(line);
    expect(svg.match(/<path class="curve[^"]*" d="M[^"]*"/g)).toHaveLength(6);
    for (const name of ['model', 'best', 'diagonal', 'Confidence', 'Success rate']) expect(svg).toContain(`>${name}<`);
  });
});
