import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '#scripts/root.ts';
import { listBias, type BiasRow } from './bias.ts';
import { listConfidenceCoverage, listGuaranteeCoverage } from './confidence-coverage.ts';
import type { CoverageRow, Effort } from './coverage-row.ts';
import { listFormatCoverage } from './format-coverage.ts';
import { listMeanCoverage } from './mean-coverage.ts';
import { listPairCoverage } from './pair-coverage.ts';
import { listProportionCoverage } from './proportion-coverage.ts';
import { listRepetitionCoverage } from './repetition-coverage.ts';
import { listReplicationPower, type ReplicationRow } from './replication-power.ts';
import { openPartialResults, toCodeKey } from './partial-results.ts';
import type { StatisticsSpeed } from './report-speed.ts';
import { listSeverityCoverage } from './severity-coverage.ts';
import { listTestLevels, type TestLevelRow } from './test-levels.ts';

/** Everything that `npm run bench -- statistics` measures. */
export interface StatisticsResult {
  readonly effort: Effort;
  readonly coverage: readonly CoverageRow[];
  readonly bias: readonly BiasRow[];
  readonly tests: readonly TestLevelRow[];
  readonly replication: readonly ReplicationRow[];
  readonly speed: readonly StatisticsSpeed[];
}

/** Heap of the analysis worker in the measurement, MB; it fails beyond. */
const HEAP_MEGABYTES = 400;
const FULL: Effort = { simulations: 400, resamples: 200 };
const REDUCED: Effort = { simulations: 100, resamples: 100 };

/** Trials of the reports that are timed: the middle one is what METRICS' limits are for, the others show that time is linear. */
const SPEED_TRIALS = [10_000, 100_000, 1_000_000] as const;
/** Where parts are kept until the whole is there. */
const PARTIAL_FILE = join(root, 'node_modules', '.cache', 'bench-statistics.json');

/**
 * Coverage, bias, levels of tests and speed; `reduced` takes about a minute and judges nothing. Every part is kept as soon as it is ready, and
 * the next call with the same code goes on after it.
 */
export async function measureStatistics(size: 'full' | 'reduced'): Promise<StatisticsResult> {
  const effort = size === 'full' ? FULL : REDUCED;
  const partial = await openPartialResults(PARTIAL_FILE, await toCodeKey({ size, effort }));
  const coverage = [
    ...(await partial.take('proportions', listProportionCoverage)),
    ...(await partial.take('means and ratios', () => listMeanCoverage(effort))),
    ...(await partial.take('repetition', () => listRepetitionCoverage(effort))),
    ...(await partial.take('pairs', () => listPairCoverage(effort))),
    ...(await partial.take('formats', () => listFormatCoverage(effort))),
    ...(await partial.take('confidence', () => listConfidenceCoverage(effort))),
    ...(await partial.take('guarantees', () => listGuaranteeCoverage(effort))),
    ...(await partial.take('severity', () => listSeverityCoverage(effort))),
  ];
  const bias = await partial.take('bias', () => listBias(size === 'full' ? { ...effort, simulations: 4000 } : effort));
  const tests = await partial.take('tests', () => listTestLevels(effort));
  const replication = await partial.take('replication', () => listReplicationPower(effort));
  const speed: StatisticsSpeed[] = [];
  for (const trials of size === 'full' ? SPEED_TRIALS : SPEED_TRIALS.slice(0, 1)) {
    speed.push(await partial.take(`speed, ${trials} trials`, () => measureInProcess(trials)));
  }
  await partial.finish();
  return { effort, coverage, bias, tests, replication, speed };
}

/** A process of its own for each size, so that none inherits the heap of another. */
async function measureInProcess(trials: number): Promise<StatisticsSpeed> {
  const script = join(root, 'tests', 'bench', 'statistics', 'measure-report.ts');
  const heap = trials > 100_000 ? 12 * HEAP_MEGABYTES : HEAP_MEGABYTES;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    `--max-old-space-size=${heap}`,
    script,
    String(trials),
  ]);
  const measured: StatisticsSpeed = JSON.parse(stdout);
  return measured;
}
