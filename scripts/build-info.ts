import { HarnessBuild } from '#core/model/effective-config.ts';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { root } from './root.ts';

/** Everything that can change a byte of dist/, as globs from the repository root. */
const sourcePatterns = [
  'index.html',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'src/**/*',
  'workers/**/*',
  'protocols/**/*',
  'public/**/*',
  'docs/scorers.md',
  'scripts/{build,build-info,build-offline-worker,isolation-headers}.ts',
  'scripts/copy-runtime.mjs',
];

/** SHA-256 of bytes, lower-case hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Files that match, with their SHA-256, sorted by path (forward slashes, relative to `folder`). */
export async function hashFiles(
  folder: string,
  patterns: readonly string[],
): Promise<{ path: string; sha256: string }[]> {
  const files: { path: string; sha256: string }[] = [];
  for await (const entry of glob([...patterns], { cwd: folder, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const absolute = join(entry.parentPath, entry.name);
    const path = absolute
      .slice(folder.length + 1)
      .split(sep)
      .join('/');
    files.push({ path, sha256: sha256(await readFile(absolute)) });
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** One hash over many files: SHA-256 of the lines `sha256  path`, as `sha256sum` prints them. */
export function hashOfFiles(files: readonly { path: string; sha256: string }[]): string {
  return sha256(files.map((file) => `${file.sha256}  ${file.path}\n`).join(''));
}

/** Hash of all that goes into a build; equal sources give equal dist/. */
export async function hashSources(): Promise<string> {
  return hashOfFiles(await hashFiles(root, sourcePatterns));
}

/** What dist/ is, for build.json. `files` = every file of dist/ but build.json and the service worker, which names its hash. */
export async function describeBuild(files: readonly { path: string; sha256: string }[]): Promise<HarnessBuild> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return HarnessBuild.parse({
    version,
    commit: await currentCommit(),
    lockfileSha256: sha256(await readFile(join(root, 'package-lock.json'))),
    buildSha256: hashOfFiles(files),
    wasmSha256: files.filter((file) => file.path.endsWith('.wasm')),
  });
}

/** Commit that is checked out; null outside a repository. */
async function currentCommit(): Promise<string | null> {
  return promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: root }).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}
