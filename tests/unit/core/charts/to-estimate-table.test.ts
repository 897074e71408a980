import { expect, test } from 'vitest';
import type { Estimate } from '#core/model/report.ts';
import { toEstimateTable } from '#core/charts/to-estimate-table.ts';

const estimate: Estimate = {
  metric: 'accuracy',
  model: 'a',
  conditionId: 'original',
  scorer: 'given',
  value: 0.5,
  reason: null,
  params: {},
  interval: { lower: 0.25, upper: 0.75, level: 0.95, sides: 'two', method: 'CI-T' },
  n: 12,
  clusters: 12,
  unit: null,
  adjusted: null,
};

test('has a row for each estimate of the model and scorer, with what is missing', () => {
  const estimates: readonly Estimate[] = [
    estimate,
    { ...estimate, model: 'b' },
    { ...estimate, scorer: 'other' },
    { ...estimate, metric: 'ttft', scorer: null, value: null, reason: 'no times', params: { q: 0.5 }, interval: null },
    { ...estimate, metric: 'tokens', scorer: null, value: 4, reason: null, interval: null, unit: 'tokens' },
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
  expect(toEstimateTable({ report, model: 'a', scorer: 'given', conditions: [] }).rows).toEqual([
    ['accuracy', 'original', '0.500', '[0.250, 0.750]', '12', 'verified', 'CI-T'],
    ['ttft (q = 0.5)', 'original', '–', '', '12', 'absent', 'no times'],
    ['tokens', 'original', '4.00 tokens', '', '12', 'verified', ''],
  ]);
});
