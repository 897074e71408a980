import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomInt } from 'node:crypto';
import * as z from 'zod';
import { SubsetChoice, toSubsetText } from '#core/replication/subset.ts';
import { DEFAULT_DELTA } from '#core/replication/replication-settings.ts';
import { compareSides, toReplicationSide } from '#harness/compare-bundles.ts';
import { toRerunConfig } from '#harness/rerun-config.ts';
import { openVerifiedBundle } from './open-verified-bundle.ts';
import { EXIT_CODE_BY_VERDICT, toReplicationText, VERDICT_HELP } from './replication-print.ts';
import { root } from './root.ts';
import { writeWholeFile } from './write-whole-file.ts';

const HELP = `npm run replicate -- <bundle.plumb.zip> --out <verdict.json> [--bundle <mine.plumb.zip>] [--model-dir <folder>] [--delta 0.05]
                     [--subset <n> [--subset-seed <seed>]] [--master-seed <seed> [--statistical]]

Verifies a bundle, runs its configuration again on this machine with the same derived seeds, and compares both runs.

  --out <file>          the verdict with all its evidence (public/schema/replication.schema.json)
  --bundle <file>       keeps the bundle of the new run
  --model-dir <folder>  the model's folder, where the configuration's model came from a folder
  --delta <number>      margin: a difference of success rates that does not matter, in (0, 1); declare it before you look
  --subset <n>          runs n samples of the task only, drawn at random; what they can show is printed and stands in the verdict
  --subset-seed <seed>  seed of that draw, 0 … 4294967295; without one it is drawn, and recorded
  --master-seed <seed>  runs with other noise than the bundle: NOT_COMPARABLE, unless
  --statistical         a verdict by statistics alone is asked for; equal bits and answers are then not expected
  --help                this text

${VERDICT_HELP}
`;

const Seed = z.int().min(0).max(4_294_967_295);

interface Options {
  readonly original: string;
  readonly out: string;
  readonly bundle: string | null;
  readonly modelDir: string | null;
  readonly delta: number;
  readonly subset: SubsetChoice | null;
  /** Null = that of the bundle. */
  readonly masterSeed: number | null;
  readonly isStatistical: boolean;
}

function readOptions(): Options | 'help' | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      bundle: { type: 'string' },
      'model-dir': { type: 'string' },
      delta: { type: 'string', default: String(DEFAULT_DELTA) },
      subset: { type: 'string' },
      'subset-seed': { type: 'string', default: String(randomInt(2 ** 32)) },
      'master-seed': { type: 'string' },
      statistical: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const [original, ...rest] = positionals;
  const delta = Number(values.delta);
  if (original === undefined || rest.length > 0 || values.out === undefined || !(delta > 0 && delta < 1)) return null;
  const subset = SubsetChoice.nullable().safeParse(
    values.subset === undefined ? null : { samples: Number(values.subset), seed: Number(values['subset-seed']) },
  );
  const masterSeed = Seed.nullable().safeParse(
    values['master-seed'] === undefined ? null : Number(values['master-seed']),
  );
  if (!subset.success || !masterSeed.success) return null;
  return {
    original,
    out: values.out,
    bundle: values.bundle ?? null,
    modelDir: values['model-dir'] ?? null,
    delta,
    subset: subset.data,
    masterSeed: masterSeed.data,
    isStatistical: values.statistical,
  };
}

/** Runs a configuration as `npm run eval` does, with its progress on this terminal. */
function evaluate(
  configPath: string,
  bundlePath: string,
  { modelDir, subset }: Pick<Options, 'modelDir' | 'subset'>,
): Promise<number> {
  const parameters = ['--config', configPath, '--out', bundlePath];
  if (subset !== null) parameters.push('--subset', toSubsetText(subset));
  if (modelDir !== null) parameters.push('--model-dir', modelDir);
  const child = spawn(process.execPath, [join(root, 'scripts', 'eval.ts'), ...parameters], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

async function replicate(options: Options, folder: string): Promise<number> {
  const original = await openVerifiedBundle(options.original);
  if (!original.ok) {
    process.stderr.write(`${original.failure.message}\n${original.failure.detail ?? ''}\n`);
    return 1;
  }
  const configPath = join(folder, 'config.json');
  const bundlePath = options.bundle ?? join(folder, 'mine.plumb.zip');
  const { config: asked, effectiveConfig } = original.value.contents;
  const config = toRerunConfig(asked, effectiveConfig);
  const { protocol } = config;
  const masterSeed = options.masterSeed ?? protocol.masterSeed;
  await writeFile(configPath, JSON.stringify({ ...config, protocol: { ...protocol, masterSeed } }));
  const exitCode = await evaluate(configPath, bundlePath, options);
  const mine = (await stat(bundlePath).catch(() => null)) === null ? null : await openVerifiedBundle(bundlePath);
  if (mine === null || !mine.ok) {
    process.stderr.write(`the run gave no bundle that could be compared (exit code ${exitCode})\n`);
    return exitCode === 2 ? 2 : 1;
  }
  const replication = compareSides(toReplicationSide(original.value.contents), toReplicationSide(mine.value.contents), {
    delta: options.delta,
    acceptsOtherSeed: options.isStatistical,
    subset: options.subset,
  });
  await writeWholeFile(options.out, `${JSON.stringify(replication, null, 2)}\n`);
  process.stdout.write(toReplicationText(replication));
  return EXIT_CODE_BY_VERDICT[replication.verdict];
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if (options === null) {
    process.stderr.write(
      `One bundle and --out are needed, --delta between 0 and 1, --subset from 1, seeds from 0 to 4294967295.\n\n${HELP}`,
    );
    return 2;
  }
  if (!(await stat(options.original).catch(() => null))?.isFile()) {
    process.stderr.write(`cannot read ${options.original}: there is no such file\n`);
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-replicate-'));
  try {
    return await replicate(options, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
