// npm run bench [-- <part> …] [-- --label <name>], parts: speed, run, first-load, first-token, grid, runtimes, statistics, verdicts, viewer; without
// one, the first four. grid sets a grid of four configurations against its parts (5 minutes). runtimes compares engines, model by model (20 minutes; --rows <id>,…: these rows, others as stored). statistics prints coverage, bias and speed of the numbers (20 minutes; --reduced: one, judging nothing), verdicts how often
// two runs are called DIFFERENT (3 minutes), viewer how fast large runs are read (10 minutes), written into docs/large-runs.md.
// Ratios within one run, on this machine; absolute times are printed for orientation and never judged.
import { root } from '#scripts/root.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureFirstLoad } from './first-load.ts';
import { measureFirstTokens } from './first-token.ts';
import { measureGrid } from './grid.ts';
import { measureRunOverhead } from './run-overhead.ts';
import { measureRuntimes } from './runtimes/measure-runtimes.ts';
import { toPerformanceFindings } from './runtimes/performance-findings.ts';
import { readEarlierRuntimes } from './runtimes/runtimes-result.ts';
import { measureSpeed } from './speed.ts';
import { measureStatistics } from './statistics/measure-statistics.ts';
import { isWithin, toStatisticsTables, toTerminalText, toVerdictTable } from './statistics/statistics-tables.ts';
import { measureVerdicts, VERDICT_PAIRS } from './verdicts.ts';
import { measureViewer } from './viewer/measure-viewer.ts';
import { toViewerDocument, toViewerFigures } from './viewer/viewer-limits.ts';
import { readWorkload } from './workload.ts';

/** A line of the table: a number against what is asked of it. */
interface Finding {
  readonly what: string;
  readonly value: number;
  readonly unit: '×' | '%' | 'kB' | 'tokens/s' | 's' | 'ms' | 'MB' | 'rows' | 'frames';
  /** Absent where a number is for orientation only. */
  readonly limit?: { readonly atLeast: number } | { readonly atMost: number };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    label: { type: 'string', default: 'local' },
    only: { type: 'string', default: 'speed,run,first-load,first-token' },
    reduced: { type: 'boolean', default: false },
    rows: { type: 'string' },
  },
});
const findings: Finding[] = [];
const details: Record<string, unknown> = {};
const parts = positionals.length > 0 ? positionals : values.only.split(',');

if (parts.includes('first-load')) {
  const load = await measureFirstLoad();
  details['firstLoad'] = load;
  findings.push({
    what: 'scripts of a first load, gzip',
    value: load.gzipBytes / 1000,
    unit: 'kB',
    limit: { atMost: 200 },
  });
}
if (parts.includes('first-token')) {
  const first = await measureFirstTokens(await readWorkload());
  details['firstToken'] = first;
  // On two idle cores at most 1.5 s is wanted of the embedded model; a time is not judged on other machines.
  findings.push(
    { what: 'load to first token, warm', value: first.firstTokenMs / 1000, unit: 's' },
    { what: 'load to first token, first visit', value: first.cold.firstTokenMs / 1000, unit: 's' },
  );
}
if (parts.includes('speed')) {
  const speed = await measureSpeed(await readWorkload());
  details['speed'] = speed;
  if (!speed.isSameOutput) throw new Error('groups and single trials gave different tokens');
  const { tokensPerSecond, largeModel } = speed;
  findings.push(
    { what: 'groups of 16 over single trials', value: speed.ratioToSingle, unit: '×', limit: { atLeast: 3 } },
    { what: 'groups of 16 over transformers.js', value: speed.ratioToTransformers, unit: '×', limit: { atLeast: 4.5 } },
    { what: 'sampling, embedded model', value: 100 * speed.samplingShare, unit: '%', limit: { atMost: 35 } },
    { what: 'sampling, large model', value: 100 * largeModel.samplingShare, unit: '%', limit: { atMost: 5 } },
    { what: 'groups', value: tokensPerSecond.groups, unit: 'tokens/s' },
    { what: 'single trials', value: tokensPerSecond.single, unit: 'tokens/s' },
    { what: 'transformers.js', value: tokensPerSecond.transformers, unit: 'tokens/s' },
    { what: 'groups, large model', value: largeModel.tokensPerSecond, unit: 'tokens/s' },
  );
}
if (parts.includes('run')) {
  const run = await measureRunOverhead();
  details['run'] = run;
  findings.push(
    { what: 'outside the decode loop, quick start', value: 100 * run.outsideShare, unit: '%', limit: { atMost: 5 } },
    { what: 'quick start', value: run.runMs / 1000, unit: 's' },
  );
}
if (parts.includes('grid')) {
  const grid = await measureGrid();
  details['grid'] = grid;
  findings.push({
    what: 'grid of 4 over the sum of its parts',
    value: 100 * grid.ratio,
    unit: '%',
    limit: { atMost: 105 },
  });
}
if (parts.includes('runtimes')) {
  const asked = values.rows?.split(',') ?? null;
  const earlier = asked === null ? null : await readEarlierRuntimes(values.label);
  const runtimes = await measureRuntimes((await readWorkload()).model, asked, earlier);
  details['runtimes'] = runtimes;
  findings.push(...toPerformanceFindings(runtimes));
}
if (parts.includes('statistics')) {
  const statistics = await measureStatistics(values.reduced ? 'reduced' : 'full');
  details['statistics'] = statistics;
  for (const table of Object.values(toStatisticsTables(statistics))) console.log(toTerminalText(table));
  const { coverage, bias, speed, replication } = statistics;
  const judged = (limit: NonNullable<Finding['limit']>): Pick<Finding, 'limit'> => (values.reduced ? {} : { limit });
  const below = coverage.filter((row) => row.kind === 'conservative' && row.verdict === 'low').length;
  const biased = bias.filter((row) => row.isUnbiased && !isWithin(row)).length;
  const missed = replication.filter(({ isHeld }) => isHeld === false).length;
  findings.push(
    { what: 'conservative methods below 95 %', value: below, unit: 'rows', ...judged({ atMost: 0 }) },
    { what: 'unbiased estimators with a bias', value: biased, unit: 'rows', ...judged({ atMost: 0 }) },
    { what: 'replication verdicts missed', value: missed, unit: 'rows', ...judged({ atMost: 0 }) },
    { what: 'approximate methods outside .93–.97', value: coverage.filter(isOutside).length, unit: 'rows' },
  );
  for (const { trials, coreSeconds, extraSeconds, peakMegabytes } of speed) {
    findings.push(
      { what: `report of ${trials} trials, §1–3, 5, 6`, value: coreSeconds, unit: 's' },
      { what: `report of ${trials} trials, §4, §2.12`, value: extraSeconds, unit: 's' },
      { what: `report of ${trials} trials, memory`, value: peakMegabytes, unit: 'MB' },
    );
  }
}

if (parts.includes('verdicts')) {
  const verdicts = measureVerdicts(values.reduced ? VERDICT_PAIRS / 100 : VERDICT_PAIRS);
  details['verdicts'] = verdicts;
  console.log(toTerminalText(toVerdictTable(verdicts)));
  for (const { process: kind, seeds, different, equivalent, limit } of verdicts) {
    const of = `${kind}, ${seeds} seeds`;
    const atLeast = 'atLeast' in limit ? { atLeast: 100 * limit.atLeast } : { atMost: 100 * limit.atMost };
    findings.push(
      { what: `DIFFERENT: ${of}`, value: 100 * different, unit: '%', ...(values.reduced ? {} : { limit: atLeast }) },
      { what: `EQUIVALENT: ${of}`, value: 100 * equivalent, unit: '%' },
    );
  }
}

if (parts.includes('viewer')) {
  const machine = {
    cores: availableParallelism(),
    load: loadavg()[0] ?? 0,
    date: new Date().toISOString().slice(0, 10),
  };
  const results = await measureViewer();
  details['viewer'] = { machine, results };
  for (const [index, result] of results.entries()) {
    for (const { what, unit, value, atMost } of toViewerFigures(result, index === 0 ? 'small' : 'large')) {
      const limit = atMost === null ? {} : { limit: { atMost } };
      findings.push({ what: `${String(result.bundle.trials)} trials, ${what}`, value, unit, ...limit });
    }
  }
  await writeFile(join(root, 'docs', 'large-runs.md'), toViewerDocument(results, machine));
}

for (const finding of findings) console.log(toLine(finding));
const folder = join(root, 'tests', 'bench', 'results');
await mkdir(folder, { recursive: true });
const record = { label: values.label, cores: availableParallelism(), node: process.version, findings, details };
await writeFile(join(folder, `${values.label}.json`), `${JSON.stringify(record, null, 2)}\n`);
process.exitCode = findings.every(isMet) ? 0 : 1;

function isOutside({ kind, verdict }: { readonly kind: string; readonly verdict: string }): boolean {
  return kind === 'approximate' && (verdict === 'low' || verdict === 'high');
}

function isMet({ value, limit }: Finding): boolean {
  if (limit === undefined) return true;
  return 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost;
}

function toLine(finding: Finding): string {
  const { what, value, unit, limit } = finding;
  const asked = limit === undefined ? '' : 'atLeast' in limit ? `≥ ${limit.atLeast}` : `≤ ${limit.atMost}`;
  const verdict = limit === undefined ? '' : isMet(finding) ? 'met' : 'MISSED';
  return `${what.padEnd(50)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(9)} ${asked.padEnd(8)} ${verdict}`;
}
