// npm test: everything CI runs, in order, stopping at the first stage that fails.
// The last line is `N passed, N failed`, over all stages.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './root.ts';
import { addCounts, countPlaywright, countVitest, type TestCounts } from './test-counts.ts';

/** One command of the sequence. */
interface Stage {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly timeoutMinutes: number;
  /** Reads the stage's JSON report; absent where there is nothing to count. */
  readonly count?: (report: unknown) => TestCounts;
}

const folder = await mkdtemp(join(tmpdir(), 'plumbline-test-'));
const reportFile = join(folder, 'report.json');
const vitest = (...projects: readonly string[]): readonly [string, ...string[]] => [
  'vitest',
  'run',
  ...projects.flatMap((project) => ['--project', project]),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reportFile}`,
];

const stages: readonly Stage[] = [
  { name: 'types', command: ['tsc', '-b'], timeoutMinutes: 3 },
  { name: 'lint', command: ['oxlint'], timeoutMinutes: 2 },
  { name: 'format', command: ['oxfmt', '--check', '.'], timeoutMinutes: 2 },
  { name: 'dead code', command: ['knip'], timeoutMinutes: 2 },
  { name: 'unit', command: vitest('unit', 'property', 'oracles'), timeoutMinutes: 14, count: countVitest },
  { name: 'browser', command: vitest('browser', 'conformance'), timeoutMinutes: 7, count: countVitest },
  { name: 'build', command: ['node', 'scripts/build.ts'], timeoutMinutes: 3 },
  { name: 'e2e', command: ['playwright', 'test', '--reporter=list,json'], timeoutMinutes: 40, count: countPlaywright },
];

let total: TestCounts = { passed: 0, failed: 0 };
for (const stage of stages) {
  console.log(`\n── ${stage.name}`);
  const startedAt = performance.now();
  await rm(reportFile, { force: true });
  const isOk = await runStage(stage);
  const counts = stage.count === undefined ? { passed: 0, failed: 0 } : stage.count(await readReport());
  // A stage can fail without a failing test: a compile error, a crash, a timeout. That is one failure.
  total = addCounts(total, isOk || counts.failed > 0 ? counts : { ...counts, failed: 1 });
  console.log(`   ${stage.name}: ${isOk ? 'ok' : 'FAILED'}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  if (!isOk) break;
}
await rm(folder, { recursive: true, force: true });
console.log(`\n${String(total.passed)} passed, ${String(total.failed)} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runStage({ command: [program, ...parameters], timeoutMinutes }: Stage): Promise<boolean> {
  const child = spawn(program, parameters, {
    cwd: root,
    stdio: 'inherit',
    timeout: timeoutMinutes * 60_000,
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
      PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile,
    },
    shell: process.platform === 'win32',
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

async function readReport(): Promise<unknown> {
  return readFile(reportFile, 'utf8').then(
    (text): unknown => JSON.parse(text),
    () => null,
  );
}
