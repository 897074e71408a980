import { createHash } from 'node:crypto';
import { openAsBlob, createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Failure } from '#core/errors/failure.ts';
import { parseBundleContents } from '#harness/bundle-contents.ts';
import { parseManifest, type MemberMap } from '#harness/bundle-manifest.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { decodeZip } from '#workers/bundle/decode-zip.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { createTokenGumbel } from '#workers/decode/token-gumbel.ts';
import { toVerifyText } from './verify-print.ts';
import { compareRerun, type RerunTrials } from './verify-rerun.ts';

const HELP = `npm run verify -- <bundle.plumb.zip> [--model-dir <folder>]

Checks a bundle against itself: hashes, schemas, and everything that can be computed again – plan, prompts, texts from
token ids, scores, report, cost. Each difference is named with its file and line.

  --model-dir <folder>  also runs five trials again with the model in this folder (its files must have the hashes of the
                        configuration) and compares every token and log-probability
  --help                this text

Exit code: 0 accepted · 1 rejected · 2 bad arguments, or the file cannot be read.
`;

/** Trials that --model-dir runs again. */
const RERUN_COUNT = 5;

function print(text: string): void {
  process.stdout.write(text);
}

function reject(failure: Failure): number {
  print(
    `✗ ${failure.message}\n${failure.detail === null ? '' : `    ${failure.detail.split('\n').join('\n    ')}\n`}rejected\n`,
  );
  return 1;
}

async function toFileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Loaded only when asked for: it starts a browser. */
async function loadRerunTrials(): Promise<RerunTrials> {
  const { rerunTrials } = await import('./headless-rerun.ts');
  return rerunTrials;
}

/** Runs trials again; true when nothing contradicts the bundle. */
async function verifyRerun(members: MemberMap, modelDir: string): Promise<boolean> {
  const manifest = parseManifest(members);
  const contents = manifest.ok ? parseBundleContents(members, manifest.value).contents : null;
  if (contents === null) {
    print('– trials run again (not checked: not every file follows its schema)\n');
    return false;
  }
  const compared = await compareRerun(contents, modelDir, RERUN_COUNT, await loadRerunTrials());
  if (!compared.ok) {
    print(`✗ trials run again\n    ${compared.failure.message}\n`);
    return false;
  }
  const { trials, isReproducible, contradictions } = compared.value;
  const different = trials.filter(({ difference }) => difference !== null);
  const isAccepted = contradictions.length === 0 && (different.length === 0 || !isReproducible);
  print(`${isAccepted ? '✓' : '✗'} ${trials.length} trials run again, ${trials.length - different.length} identical\n`);
  for (const contradiction of contradictions) print(`    ${contradiction}\n`);
  for (const { place, difference } of different)
    print(`    ${isReproducible ? '' : 'note: not class A: '}${place}: ${difference}\n`);
  return isAccepted;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'model-dir': { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    print(HELP);
    return 0;
  }
  const [bundlePath, ...rest] = positionals;
  if (bundlePath === undefined || rest.length > 0) {
    process.stderr.write(`One bundle is needed.\n\n${HELP}`);
    return 2;
  }
  if (!(await stat(bundlePath).catch(() => null))?.isFile()) {
    process.stderr.write(`cannot read ${bundlePath}: there is no such file\n`);
    return 2;
  }
  const modelDir = values['model-dir'] ?? null;
  if (modelDir !== null && !(await stat(modelDir).catch(() => null))?.isDirectory()) {
    process.stderr.write(`--model-dir ${modelDir} is not a folder\n`);
    return 2;
  }
  const members = await decodeZip(await openAsBlob(bundlePath));
  if (!members.ok) return reject(members.failure);
  const findings = verifyBundle(members.value, createTextCodec, createTokenGumbel);
  print(toVerifyText(findings));
  const isConsistent = findings.every((finding) => finding.severity !== 'error');
  const isRepeated = modelDir === null || (await verifyRerun(members.value, modelDir));
  print(
    `${isConsistent && isRepeated ? 'accepted' : 'rejected'}: ${bundlePath}, SHA-256 ${await toFileSha256(bundlePath)}\n`,
  );
  return isConsistent && isRepeated ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
