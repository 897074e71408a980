import type { TrialCounts } from '#core/model/report.ts';
import { analyseWarnings } from '#harness/analyse-warnings.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { expect, test } from 'vitest';
import { buildRunRows } from './analyse-fixtures.ts';

const base = buildConfig(buildSamples(1));
const fiveEpochs = { ...base.protocol, epochs: { baseline: 5, perturbed: 1 } };
const counts: TrialCounts = {
  model: 'test/scripted',
  conditionId: 'original',
  planned: 100,
  completed: 100,
  failed: 0,
  retried: 0,
  unparsable: {},
  noopSamples: 0,
};

test('a run of 300 samples and 5 epochs without failures has no warning', () => {
  const rows = buildRunRows({ samples: buildSamples(300), config: { protocol: fiveEpochs } });
  expect(analyseWarnings(rows, [counts])).toEqual([]);
});

test.each([
  [99, 99, ['The task has 99 samples, fewer than 100', 'Bootstrap intervals (CI-BS) of fewer than 100']],
  [
    100,
    29,
    ['Bootstrap intervals (CI-BS) of fewer than 100', 'The samples form 29 independent clusters, fewer than 30'],
  ],
  [100, 100, ['Bootstrap intervals of bss, nll, attack_success_rate need about 300']],
  [299, 299, ['Bootstrap intervals of bss']],
  [100, 9, ['The samples form 9 independent clusters, fewer than 10']],
])('%d samples in %d clusters', (sampleCount, clusterCount, starts) => {
  const samples = buildSamples(sampleCount).map((sample, index) => ({
    ...sample,
    clusterId: `c${index % clusterCount}`,
  }));
  const warnings = analyseWarnings(buildRunRows({ samples, config: { protocol: fiveEpochs } }), []);
  expect(warnings).toHaveLength(starts.length);
  for (const [index, start] of starts.entries()) expect(warnings[index]?.startsWith(start)).toBe(true);
});

test('greedy epochs and few epochs are pointed out', () => {
  const samples = buildSamples(300);
  const greedy = { protocol: fiveEpochs, decoding: { ...base.decoding, temperature: 0 } };
  expect(analyseWarnings(buildRunRows({ samples, config: greedy }), [])[0]).toMatch('The temperature is 0');
  const once = { protocol: { ...base.protocol, epochs: { baseline: 1, perturbed: 1 } } };
  expect(analyseWarnings(buildRunRows({ samples, config: once }), [])[0]).toMatch(
    'Each sample was asked 1 time unperturbed',
  );
});

test('epochs that were added after the results were known are pointed out', () => {
  const rows = buildRunRows({ samples: buildSamples(300), config: { protocol: fiveEpochs } });
  const extendedRun = { runId: 'run-earlier', configHash: 'a'.repeat(64), epochs: { baseline: 3, perturbed: 1 } };
  expect(analyseWarnings({ ...rows, extendedRun }, [])[0]).toMatch(
    /^Epochs were added to the finished run run-earlier, which had 3 plain epochs\./,
  );
});

test('unreviewed and meaning-changing perturbations are named', () => {
  const conditions = { 'typo@1#0': 'L', 'negation@1#0': 'N', 'case_lower@1#0': 'P' } as const;
  const rows = buildRunRows({ samples: buildSamples(300), config: { protocol: fiveEpochs }, conditions });
  const warnings = analyseWarnings(rows, []);
  expect(warnings[0]).toMatch(/have not been reviewed.*: typo@1#0\.$/);
  expect(warnings[1]).toMatch(/change the meaning.*: negation@1#0\.$/);
});

test('failures are flagged above 5 % of attempts, not at it', () => {
  const rows = buildRunRows({ samples: buildSamples(300), config: { protocol: fiveEpochs } });
  expect(analyseWarnings(rows, [{ ...counts, completed: 95, planned: 95, retried: 5 }])).toEqual([]);
  expect(analyseWarnings(rows, [{ ...counts, completed: 94, planned: 94, retried: 6 }])).toEqual([
    'test/scripted: 6 of 100 attempts (6.0 %) failed for reasons outside the model, more than 5 %.',
  ]);
});
