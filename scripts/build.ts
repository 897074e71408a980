import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { describeBuild, hashFiles, hashOfFiles, hashSources } from './build-info.ts';
import { buildOfflineWorker, OFFLINE_WORKER } from './build-offline-worker.ts';
import { copyRuntime } from './copy-runtime.mjs';
import { root } from './root.ts';

const dist = join(root, 'dist');
const stampFile = join(root, 'node_modules', '.plumbline-build');

/**
 * Makes dist/ from the sources, or leaves it when it already is what they give.
 * dist/build.json says which build it is (`HarnessBuild`).
 * @returns whether anything was built.
 */
export async function buildApp(): Promise<{ readonly built: boolean }> {
  await copyRuntime();
  const sources = await hashSources();
  const stamp = (files: readonly { path: string; sha256: string }[]): string => `${sources} ${hashOfFiles(files)}\n`;
  const isFresh = (await readFile(stampFile, 'utf8').catch(() => '')) === stamp(await listDist());
  if (!isFresh) await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  const app = (await listDist()).filter(({ path }) => path !== OFFLINE_WORKER);
  const description = await describeBuild(app);
  if (!isFresh) await buildOfflineWorker(dist, app, description.buildSha256);
  // Compared in both cases: the commit may have moved while the sources stayed.
  await writeChanged(join(dist, 'build.json'), `${JSON.stringify(description, null, 2)}\n`);
  await writeChanged(stampFile, stamp(await listDist()));
  return { built: !isFresh };
}

/** A file that says so already is left alone: another command may be reading it. */
async function writeChanged(path: string, text: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => null)) !== text) await writeFile(path, text);
}

async function listDist(): Promise<{ path: string; sha256: string }[]> {
  const files = await hashFiles(dist, ['**/*']);
  return files.filter(({ path }) => path !== 'build.json');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { built } = await buildApp();
  console.log(built ? 'built dist/' : 'dist/ is up to date');
}
