import { expect, test } from 'vitest';
import { toBasisText } from '#core/charts/to-basis-text.ts';
import type { Estimate } from '#core/model/report.ts';

const estimate: Estimate = {
  metric: 'accuracy',
  model: 'm',
  conditionId: 'original',
  scorer: 'answer',
  value: 0.5,
  reason: null,
  params: {},
  interval: { lower: 0.4, upper: 0.6, level: 0.95, sides: 'two', method: 'CI-T' },
  n: 100,
  clusters: 71,
  unit: null,
  adjusted: null,
};

test('says the level, and that samples of one source count once', () => {
  expect(toBasisText(estimate)).toBe(
    'Intervals hold the true value in 95 % of such runs. n counts samples; these 100 form 71 clusters of samples that share a source, and it is clusters that the intervals rest on.',
  );
});

test('is short when every sample stands alone, and claims no level without an interval', () => {
  expect(toBasisText({ ...estimate, clusters: 100, interval: null })).toBe('n counts samples.');
});
