import { computedMetrics, findMetric } from '#core/stats/metric-index.ts';
import { notComputedMetrics } from '#core/stats/metric-index/not-computed.ts';
import { expect, test } from 'vitest';

const all = [...computedMetrics, ...notComputedMetrics];

test('every id stands once, with every field filled', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const entry of all) {
    for (const text of Object.values(entry)) expect(text, entry.id).not.toBe('');
    expect(entry.section, entry.id).toMatch(/^\d(\.\d+b?)?$/);
    expect(entry.definition, entry.id).toMatch(/\.$/);
  }
});

test('computed metrics stand in the order of METRICS’ chapters', () => {
  const chapters = computedMetrics.map(({ section }) => Number.parseInt(section, 10));
  expect(chapters).toEqual(chapters.toSorted((a, b) => a - b));
});

test.each([
  ['accuracy', 'up'],
  ['paired_diff', 'none'],
  ['icc1', 'none'],
  ['pass_hat_k', 'up'],
  ['best_worst_spread', 'down'],
  ['answer_entropy', 'down'],
  ['run_accuracy_sd', 'down'],
  ['acc_drop', 'down'],
  ['robustness_ratio', 'up'],
  ['brier', 'down'],
  ['bss', 'up'],
  ['corp_dsc', 'up'],
  ['auroc', 'up'],
  ['expected_severity', 'down'],
  ['hal_S_saf', 'up'],
  ['cost_per_success', 'down'],
] as const)('%s has the direction of METRICS §14: %s', (id, direction) => {
  expect(findMetric(id)?.direction).toBe(direction);
});

test('an unknown id has no definition, and one that is not computed has', () => {
  expect(findMetric('fluency')).toBeNull();
  expect(findMetric('semantic_entropy')?.section).toBe('2.8');
});
