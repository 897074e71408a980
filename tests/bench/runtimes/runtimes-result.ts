import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import type { RuntimesResult } from './measure-runtimes.ts';

/** What `npm run bench -- runtimes --label runtimes` stores, from the root of the repository. */
export const RUNTIMES_FILE = 'tests/bench/results/runtimes.json';

/** The runtimes of a stored result; the file is our own, so only their presence is checked. */
export function toRuntimesResult(text: string): RuntimesResult {
  const record: { readonly details?: { readonly runtimes?: RuntimesResult } } = JSON.parse(text);
  const runtimes = record.details?.runtimes;
  if (runtimes === undefined) throw new Error(`${RUNTIMES_FILE} holds no runtimes`);
  return runtimes;
}

/** The stored result of a label; null where there is none. */
export async function readEarlierRuntimes(label: string): Promise<RuntimesResult | null> {
  const text = await readFile(join(root, 'tests', 'bench', 'results', `${label}.json`), 'utf8').catch(() => null);
  return text === null ? null : toRuntimesResult(text);
}
