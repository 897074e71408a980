import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '#scripts/root.ts';

/** Code that the measured numbers depend on. */
const SOURCES = ['src/core', 'src/harness', 'protocols', 'tests/bench/statistics'];

/** Parts of a long measurement that are kept in a file as they are ready, so that one that was broken off goes on. */
export interface PartialResults {
  /** The part from the file, or from `run`, which is then kept. */
  take<T>(part: string, run: () => T | Promise<T>): Promise<T>;
  /** Removes the file: the whole is stored elsewhere. */
  finish(): Promise<void>;
}

interface PartialFile {
  readonly key: string;
  readonly parts: Record<string, unknown>;
}

/**
 * Opens the parts that an earlier call with the same key left behind; those of any other are dropped.
 * @param key of everything that changes what a part holds.
 */
export async function openPartialResults(path: string, key: string): Promise<PartialResults> {
  const earlier = await readPartialFile(path);
  const file: PartialFile = earlier?.key === key ? earlier : { key, parts: {} };
  return {
    take: async <T>(part: string, run: () => T | Promise<T>): Promise<T> => {
      if (part in file.parts) {
        console.error(`${part}: kept from an earlier call`);
        // Our own file, written below with the same code.
        return file.parts[part] as T;
      }
      const start = performance.now();
      const result = await run();
      console.error(`${part}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
      file.parts[part] = result;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.new`, JSON.stringify(file));
      await rename(`${path}.new`, path);
      return result;
    },
    finish: () => rm(path, { force: true }),
  };
}

/** Null where there is none, or where a crash left half of one. */
async function readPartialFile(path: string): Promise<PartialFile | null> {
  try {
    const file: PartialFile = JSON.parse(await readFile(path, 'utf8'));
    return file;
  } catch {
    return null;
  }
}

/** The key of a measurement by this code, under this Node. */
export async function toCodeKey(settings: unknown): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([settings, process.version]));
  for (const source of SOURCES) {
    const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const contents = await Promise.all(files.toSorted().map((file) => readFile(file)));
    for (const content of contents) hash.update(createHash('sha256').update(content).digest());
  }
  return hash.digest('hex');
}
