import { expect, test } from 'vitest';
import { toParetoColumns } from '#harness/pareto-columns.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { buildRunRows, RIGHT, WRONG } from './analyse-fixtures.ts';

const MODEL = 'test/scripted';

const samples = buildSamples(12);
const [first] = buildConfig(samples).models;
if (first === undefined) throw new Error('fixture');
const rows = buildRunRows({
  samples,
  conditions: { 'case_lower@1#0': 'P' },
  config: { models: [first, { ...first, modelId: 'test/other', threads: 2 }] },
  toOutcome: ({ model, sampleId, epoch }) => (model !== MODEL && sampleId === 'sample-1' && epoch > 2 ? WRONG : RIGHT),
});

test('the means of the columns are what the report says of each model', () => {
  const columns = toParetoColumns(rows, 'answer', 'sample');
  const { estimates } = analyseRun(rows);
  expect(columns.map(({ label }) => label)).toEqual([MODEL, 'test/other']);
  for (const { label, cells, reasons } of columns) {
    expect(reasons).toEqual({});
    const toMean = (axis: 'accuracy' | 'pass_hat_k' | 'worst_case'): number =>
      cells.reduce((sum, { values }) => sum + (values[axis] ?? Number.NaN), 0) / cells.length;
    const find = (metric: string, conditionId = 'original', k?: number): number | null | undefined =>
      estimates.find(
        (estimate) =>
          estimate.metric === metric &&
          estimate.model === label &&
          estimate.conditionId === conditionId &&
          (k === undefined
            ? Object.keys(estimate.params).every((name) => name !== 'family')
            : estimate.params['k'] === k),
      )?.value;
    expect(toMean('accuracy')).toBeCloseTo(find('accuracy') ?? -1, 12);
    expect(toMean('pass_hat_k')).toBeCloseTo(
      find('pass_hat_k', 'original', rows.config.protocol.epochs.baseline) ?? -1,
      12,
    );
    expect(toMean('worst_case')).toBeCloseTo(find('worst_case_acc', 'all-P') ?? -1, 12);
  }
  expect(columns[0]?.cells[0]?.values['bytes']).toBe(1e-6);
  expect(columns[0]?.cells[0]?.values['seconds']).toBeGreaterThan(0);
});

test('samples of several runs are matched by the prompt that was rendered', () => {
  const keys = toParetoColumns(rows, 'answer', 'prompt').map(({ cells }) => cells.map(({ key }) => key));
  expect(keys[0]).toEqual(keys[1]);
  expect(keys[0]?.[0]).toMatch(/^[0-9a-f]{64}$/);
});
