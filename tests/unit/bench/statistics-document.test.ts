import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { computedMetrics } from '#core/stats/metric-index.ts';
import { root } from '#scripts/root.ts';
import { toStatisticsDocument } from '#tests/bench/statistics/statistics-document.ts';
import {
  STATISTICS_FILE,
  toStatisticsResult,
  toVerdictRows,
  VERDICTS_FILE,
} from '#tests/bench/statistics/statistics-result.ts';
import { isVerdictMet, VERDICT_PAIRS } from '#tests/bench/verdicts.ts';
import { expect, test } from 'vitest';

const result = toStatisticsResult(readFileSync(join(root, STATISTICS_FILE), 'utf8'));
const verdicts = toVerdictRows(readFileSync(join(root, VERDICTS_FILE), 'utf8'));
const document = readFileSync(join(root, 'docs', 'statistics.md'), 'utf8');

test('docs/statistics.md is what npm run statistics writes from the index and the stored result', () => {
  expect(document).toBe(toStatisticsDocument(result, verdicts));
});

test('it has every computed metric', () => {
  for (const { id } of computedMetrics) expect(document).toContain(`| \`${id}\` (§`);
});

test('the stored verdicts keep what is promised of them, over as many pairs as are asked for', () => {
  expect(verdicts).toHaveLength(4);
  for (const row of verdicts) {
    expect(row.pairs).toBe(VERDICT_PAIRS);
    expect(isVerdictMet(row), `${row.process}, ${row.seeds} seeds`).toBe(true);
  }
});

test('the stored result keeps what is promised: exact bounds, unbiased estimators, memory', () => {
  const low = result.coverage.filter(({ kind, verdict }) => kind === 'conservative' && verdict === 'low');
  expect(low).toEqual([]);
  const biased = result.bias.filter((row) => row.isUnbiased && Math.abs(row.bias) > 3 * row.standardError + 1e-12);
  expect(biased).toEqual([]);
  const whole = result.speed.find(({ trials }) => trials === 100_000);
  expect(whole?.coreSeconds).toBeLessThanOrEqual(5);
  expect(whole?.extraSeconds).toBeLessThanOrEqual(60);
  expect(whole?.peakMegabytes).toBeLessThanOrEqual(400);
});
