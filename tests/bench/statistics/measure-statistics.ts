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

/** Coverage, bias, levels of tests and speed; `reduced` takes about a minute and judges nothing. */
export async function measureStatistics(size: 'full' | 'reduced'): Promise<StatisticsResult> {
  const effort = size === 'full' ? FULL : REDUCED;
  const timed = <T>(what: string, run: () => T): T => {
    const start = performance.now();
    const result = run();
    console.error(`${what}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
    return result;
  };
  const coverage = [
    ...timed('proportions', listProportionCoverage),
    ...timed('means and ratios', () => listMeanCoverage(effort)),
    ...timed('repetition', () => listRepetitionCoverage(effort)),
    ...timed('pairs', () => listPairCoverage(effort)),
    ...timed('formats', () => listFormatCoverage(effort)),
    ...timed('confidence', () => listConfidenceCoverage(effort)),
    ...timed('guarantees', () => listGuaranteeCoverage(effort)),
    ...timed('severity', () => listSeverityCoverage(effort)),
  ];
  const bias = timed('bias', () => listBias(size === 'full' ? { ...effort, simulations: 4000 } : effort));
  const tests = timed('tests', () => listTestLevels(effort));
  const replication = timed('replication', () => listReplicationPower(effort));
  const speed: StatisticsSpeed[] = [];
  for (const trials of size === 'full' ? [10_000, 100_000, 1_000_000] : [10_000]) {
    speed.push(await measureInProcess(trials));
    console.error(`speed, ${trials} trials: done`);
  }
  return { effort, coverage, bias, tests, replication, speed };
}

/** A process of its own for each size, so that none inherits the heap of another. */
async function measureInProcess(trials: number): Promise<StatisticsSpeed> {
  const script = join(root, 'tests', 'bench', 'statistics', 'measure-report.ts');
  const heap = trials > 100_000 ? 8 * HEAP_MEGABYTES : HEAP_MEGABYTES;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    `--max-old-space-size=${heap}`,
    script,
    String(trials),
  ]);
  const measured: StatisticsSpeed = JSON.parse(stdout);
  return measured;
}
