import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DEFAULT_DELTA } from '#core/replication/replication-settings.ts';
import { compareSides, toReplicationSide } from '#harness/compare-bundles.ts';
import { openVerifiedBundle } from './open-verified-bundle.ts';
import { EXIT_CODE_BY_VERDICT, toReplicationText, VERDICT_HELP } from './replication-print.ts';
import { writeWholeFile } from './write-whole-file.ts';

const HELP = `npm run compare -- <a.plumb.zip> <b.plumb.zip> [--delta 0.05] [--other-seed] [--out replication.json]

Do two runs of one design agree? Both bundles are verified first; the verdict is that of the replication ladder, with its evidence.

  --delta <number>  margin: a difference of success rates that does not matter, in (0, 1); declare it before you look
  --other-seed      compare runs of different master seeds too, by statistics alone; without it they are NOT_COMPARABLE
  --out <file>      the verdict with all its evidence (public/schema/replication.schema.json)
  --help            this text

${VERDICT_HELP}
`;

interface Options {
  readonly a: string;
  readonly b: string;
  readonly delta: number;
  readonly acceptsOtherSeed: boolean;
  readonly out: string | null;
}

function readOptions(): Options | 'help' | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      delta: { type: 'string', default: String(DEFAULT_DELTA) },
      out: { type: 'string' },
      'other-seed': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const [a, b, ...rest] = positionals;
  const delta = Number(values.delta);
  if (a === undefined || b === undefined || rest.length > 0 || !(delta > 0 && delta < 1)) return null;
  return { a, b, delta, acceptsOtherSeed: values['other-seed'], out: values.out ?? null };
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if (options === null) {
    process.stderr.write(`Two bundles are needed, and --delta between 0 and 1.\n\n${HELP}`);
    return 2;
  }
  const sides = [];
  for (const path of [options.a, options.b]) {
    if (!(await stat(path).catch(() => null))?.isFile()) {
      process.stderr.write(`cannot read ${path}: there is no such file\n`);
      return 2;
    }
    const bundle = await openVerifiedBundle(path);
    if (!bundle.ok) {
      process.stderr.write(`${bundle.failure.message}\n${bundle.failure.detail ?? ''}\n`);
      return 1;
    }
    sides.push(toReplicationSide(bundle.value.contents));
  }
  const [a, b] = sides;
  if (a === undefined || b === undefined) return 2;
  const replication = compareSides(a, b, { ...options, subset: null });
  if (options.out !== null) await writeWholeFile(options.out, `${JSON.stringify(replication, null, 2)}\n`);
  process.stdout.write(toReplicationText(replication));
  return EXIT_CODE_BY_VERDICT[replication.verdict];
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
