import { addCounts, countPlaywright, countVitest } from '#scripts/test-counts.ts';
import { expect, test } from 'vitest';

test('Vitest counts come from its JSON report', () => {
  expect(countVitest({ numPassedTests: 12, numFailedTests: 1, numTotalTests: 13 })).toEqual({ passed: 12, failed: 1 });
});

test('a Playwright test that passed only on a second try counts as failed', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 3 };
  expect(countPlaywright({ stats })).toEqual({ passed: 5, failed: 3 });
});

test('a stage without a readable report is one failure, not zero tests', () => {
  expect(countVitest(null)).toEqual({ passed: 0, failed: 1 });
  expect(countPlaywright({})).toEqual({ passed: 0, failed: 1 });
});

test('counts add up part by part', () => {
  expect(addCounts({ passed: 1, failed: 2 }, { passed: 10, failed: 20 })).toEqual({ passed: 11, failed: 22 });
});
