import { openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { Failure } from '#core/errors/failure.ts';
import { parseScorer } from '#core/model/parse-scorer.ts';
import type { Scorer } from '#core/model/scorer.ts';
import { parseBundleContents, type BundleContents } from '#harness/bundle-contents.ts';
import { parseManifest, type MemberMap } from '#harness/bundle-manifest.ts';
import { rescoreBundle } from '#harness/rescore-bundle.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { decodeZip } from '#workers/bundle/decode-zip.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { createTokenGumbel } from '#workers/decode/token-gumbel.ts';
import { toVerifyText } from './verify-print.ts';
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

/** The bundle when every check of `npm run verify` accepts it; prints what does not. */
function openVerified(members: MemberMap): Result<BundleContents> {
  const findings = verifyBundle(members, createTextCodec, createTokenGumbel);
  const manifest = parseManifest(members);
  const contents = manifest.ok ? parseBundleContents(members, manifest.value).contents : null;
  if (contents !== null && findings.every(({ severity }) => severity !== 'error')) return toOk(contents);
  process.stderr.write(toVerifyText(findings));
  return toFailed('bundle-invalid', 'The bundle is rejected, so nothing was added to it.');
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
  const members = await decodeZip(await openAsBlob(path));
  if (!members.ok) return members;
  const contents = openVerified(members.value);
  if (!contents.ok) return contents;
  const rescored = rescoreBundle(members.value, contents.value, scorer);
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
