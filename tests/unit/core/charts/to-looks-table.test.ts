import { expect, test } from 'vitest';
import { toLooksTable, toPrecisionText } from '#core/charts/to-looks-table.ts';
import { toPlanFigures } from '#core/charts/to-plan-figures.ts';
import { toDoublingLooks } from '#core/model/doubling-looks.ts';
import type { PrecisionLook, PrecisionRecord } from '#core/model/precision.ts';
import { planRun } from '#harness/plan-run.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';

const look: PrecisionLook = {
  look: 1,
  epochs: 4,
  value: 0.5,
  halfWidth: 0.2,
  floor: 0.15,
  floorLower: 0.08,
  outputTokens: 960,
  decision: 'unreachable',
  samplesNeeded: 225,
};
const target = {
  metric: { id: 'pass_hat_k' as const, k: 2 },
  scorer: 'answer',
  halfWidth: 0.1,
  looks: [4, 8],
  maxOutputTokens: null,
  betweenVariance: null,
};
const record: PrecisionRecord = {
  model: 'm',
  target,
  level: 0.95,
  lookLevel: 0.975,
  looks: [look],
  stop: 'unreachable',
};

test('a target that samples forbid says how many it would take', () => {
  expect(toPrecisionText(record)).toContain('pass^2');
  expect(toPrecisionText(record)).toContain('225 samples like these');
  expect(toLooksTable(record).rows).toEqual([
    ['1', '4', '0.50', '±0.20', '±0.15 (≥ 0.080)', '960', 'stopped: unreachable'],
  ]);
});

test('a look that shows nothing yet says so, and the next is named', () => {
  const early = { ...look, value: null, halfWidth: null, floor: null, floorLower: null, decision: 'continue' as const };
  const going = { ...record, looks: [early], stop: null };
  expect(toLooksTable(going).rows[0]).toContain('not defined yet');
  expect(toPrecisionText(going)).toContain('the next is at 8 epochs');
});

test('looks double up to eight times the first', () => {
  expect(toDoublingLooks(4)).toEqual([4, 8, 16, 32]);
  expect(toDoublingLooks(1)).toEqual([1, 2, 4, 8]);
  expect(toDoublingLooks(3, 10)).toEqual([3, 6, 10]);
});

test('a plan with a target shows its range of trials', () => {
  const samples = buildSamples(5);
  const base = buildConfig(samples);
  const precision = { ...target, metric: { id: 'accuracy' as const } };
  const config = { ...base, protocol: { ...base.protocol, perturbations: [], precision } };
  const plan = planRun(config, samples);
  if (!plan.ok) throw new Error(plan.failure.message);
  const speed = { tokensPerSecond: 100, groupMs: 1 };
  expect(toPlanFigures(config, plan.value, speed)).toMatchObject({ trialsAtLeast: 5 * 4, trials: 5 * 8 });
});
