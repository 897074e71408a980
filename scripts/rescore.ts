import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { Failure } from '#core/errors/failure.ts';
import { parseScorer } from '#core/model/parse-scorer.ts';
import type { Scorer } from '#core/model/scorer.ts';
import { rescoreBundle } from '#harness/rescore-bundle.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { openVerifiedBundle } from './open-verified-bundle.ts';
import { writeWholeFile } from './write-whole-file.ts';

const HELP = `npm run rescore -- <bundle.plumb.zip> --scorer <scorer.json> --out <bundle.plumb.zip>

Judges every output of a finished run by one more scorer. The new bundle holds the results of all scorers and a report over
them; configuration, transcripts and everything else keep their bytes, and the added scorer stands in rescoring.json.

  --scorer <file>  a scorer as in the configuration's "scorers": name, version, rules; its name must be new to the run
  --out <file>     where the new bundle goes; an existing file is replaced, and only when all went well
  --help           this text

The bundle must be one that npm run verify accepts, and so is the new one.

Exit code: 0 written · 1 the bundle was rejected, or the scorer cannot judge the run · 2 bad arguments or input.
`;

interface Options {
  readonly bundle: string;
  readonly scorer: string;
  readonly out: string;
}

function readOptions(): Options | 'help' | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      scorer: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const [bundle, ...rest] = positionals;
  const { scorer, out } = values;
  return bundle === undefined || rest.length > 0 || scorer === undefined || out === undefined
    ? null
    : { bundle, scorer, out };
}

function complain(failure: Failure): void {
  const detail = failure.detail === null ? '' : `    ${failure.detail.split('\n').join('\n    ')}\n`;
  process.stderr.write(`${failure.message}\n${detail}`);
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}

async function readScorer(path: string): Promise<Result<Scorer>> {
  const decoded = decodeUtf8(await readFile(path));
  return decoded.ok
    ? parseScorer(decoded.text)
    : toFailed('config-invalid', `${path}: byte ${decoded.byteOffset} is not valid UTF-8`);
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if (options === null) {
    process.stderr.write(`One bundle, --scorer and --out are needed.\n\n${HELP}`);
    return 2;
  }
  for (const path of [options.bundle, options.scorer]) {
    if (await isFile(path)) continue;
    process.stderr.write(`cannot read ${path}: there is no such file\n`);
    return 2;
  }
  const scorer = await readScorer(options.scorer);
  if (!scorer.ok) {
    complain(scorer.failure);
    return 2;
  }
  const rescored = await rescoreFile(options.bundle, scorer.value);
  if (!rescored.ok) {
    complain(rescored.failure);
    return 1;
  }
  await writeWholeFile(options.out, rescored.value);
  process.stdout.write(`${options.out}: scorer "${scorer.value.name}" added\n`);
  return 0;
}

async function rescoreFile(path: string, scorer: Scorer): Promise<Result<Uint8Array>> {
  const bundle = await openVerifiedBundle(path);
  if (!bundle.ok) return bundle;
  const rescored = rescoreBundle(bundle.value.members, bundle.value.contents, scorer);
  if (!rescored.ok) return rescored;
  const zip = await encodeZip(rescored.value);
  return zip.ok ? toOk(new Uint8Array(await zip.value.arrayBuffer())) : zip;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
