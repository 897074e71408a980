import type { VerdictRow } from '../verdicts.ts';
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

/** What `npm run bench -- verdicts` stored, from the root of the repository. */
export const VERDICTS_FILE = 'tests/bench/results/verdicts.json';

/** The verdicts of a stored result. */
export function toVerdictRows(text: string): readonly VerdictRow[] {
  const record: { readonly details?: { readonly verdicts?: readonly VerdictRow[] } } = JSON.parse(text);
  const verdicts = record.details?.verdicts;
  if (verdicts === undefined) throw new Error(`${VERDICTS_FILE} holds no verdicts`);
  return verdicts;
}
