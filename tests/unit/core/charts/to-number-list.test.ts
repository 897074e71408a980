import { parse } from 'csv-parse/browser/esm/sync';
import { expect, test } from 'vitest';
import { toEstimatesCsv } from '#core/charts/to-estimates-csv.ts';
import { listOwn, toNumberList } from '#core/charts/to-number-list.ts';
import type { Estimate } from '#core/model/report.ts';

const estimate: Estimate = {
  metric: 'accuracy',
  model: 'a',
  conditionId: 'original',
  scorer: 'given',
  value: 0.123456789,
  reason: null,
  params: {},
  interval: { lower: -0.25, upper: 0.75, level: 0.95, sides: 'two', method: 'CI-T' },
  n: 12,
  clusters: 12,
  unit: null,
  adjusted: null,
};

const missing = { ...estimate, scorer: null, value: null, interval: null };
const estimates: readonly Estimate[] = [
  estimate,
  { ...estimate, model: 'b' },
  { ...estimate, scorer: 'other' },
  { ...missing, metric: 'ttft', reason: 'no times', params: { q: 0.5 }, unit: 'ms' },
  { ...missing, metric: 'tokens', value: 4, interval: null, unit: 'tokens' },
  { ...missing, metric: 'from the future', reason: '=HYPERLINK("x"), said the file' },
];
const report = {
  schemaVersion: 1 as const,
  runId: 'scores-1',
  configHash: '',
  designHash: '',
  estimates: [...estimates],
  counts: [],
  warnings: [],
};
const view = { report, model: 'a', scorer: 'given', conditions: [] };

test('has an entry for each estimate of the model and scorer, with what is missing', () => {
  const entries = toNumberList(view, { words: '', chapter: '' });
  expect(
    entries.map(({ metric, params, value, interval, reason }) => [metric, params, value, interval, reason]),
  ).toEqual([
    ['accuracy', '', '0.12346', '[−0.25, 0.75]', ''],
    ['ttft', 'q 0.5', '–', '', 'no times'],
    ['tokens', '', '4 tokens', '', ''],
    ['from the future', '', '–', '', '=HYPERLINK("x"), said the file'],
  ]);
  expect(entries.map(({ definition }) => definition?.section)).toEqual(['1.1', '6.2', '6.1', undefined]);
  expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
});

test('is narrowed by all words in any case, also those of the definition, and by chapter', () => {
  const find = (words: string, chapter = ''): readonly string[] =>
    toNumberList(view, { words, chapter }).map(({ metric }) => metric);
  expect(find('FIRST token')).toEqual(['ttft']);
  expect(find('original', '6')).toEqual(['ttft', 'tokens']);
  expect(find('token accuracy')).toEqual([]);
});

test('the file has every digit, and nothing that a spreadsheet would run', () => {
  const csv = toEstimatesCsv([
    ...listOwn(view),
    {
      ...estimate,
      conditionId: '@cmd',
      model: '-1+1',
      value: -0.5,
      interval: { lower: null, upper: 0.75, level: 0.95, method: 'CI-CP', sides: 'upper' },
    },
  ]);
  const rows: readonly Record<string, string>[] = parse(csv, { columns: true });
  expect(rows).toHaveLength(5);
  expect(rows[0]).toMatchObject({ value: '0.123456789', lower: '-0.25', method: 'CI-T', reason: '' });
  expect(rows[1]).toMatchObject({ value: '', params: 'q=0.5', reason: 'no times', unit: 'ms' });
  expect(rows[3]?.['reason']).toBe('\'=HYPERLINK("x"), said the file');
  expect(rows[4]).toMatchObject({ conditionId: "'@cmd", model: "'-1+1", value: '-0.5', lower: '', sides: 'upper' });
});
