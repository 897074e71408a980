import type { StatisticsResult } from './measure-statistics.ts';

/** What the benchmark stored, from the root of the repository. */
export const STATISTICS_FILE = 'tests/bench/results/statistics.json';

/** The statistics of a stored result; the file is our own, so only their presence is checked. */
export function toStatisticsResult(text: string): StatisticsResult {
  const record: { readonly details?: { readonly statistics?: StatisticsResult } } = JSON.parse(text);
  const statistics = record.details?.statistics;
  if (statistics === undefined) throw new Error(`${STATISTICS_FILE} holds no statistics`);
  return statistics;
}
