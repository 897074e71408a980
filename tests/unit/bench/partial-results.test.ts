import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPartialResults } from '#tests/bench/statistics/partial-results.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder = '';
const toPath = (): string => join(folder, 'cache', 'parts.json');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-parts-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Takes two parts; the list says which were computed. `fails` breaks off in the second. */
async function measure(key: string, fails = false): Promise<readonly string[]> {
  const computed: string[] = [];
  const partial = await openPartialResults(toPath(), key);
  const run = (part: string) => (): { readonly part: string } => {
    if (fails && part === 'second') throw new Error('broken off');
    computed.push(part);
    return { part };
  };
  expect(await partial.take('first', run('first'))).toEqual({ part: 'first' });
  expect(await partial.take('second', run('second'))).toEqual({ part: 'second' });
  await partial.finish();
  return computed;
}

test('a measurement that was broken off goes on after its last part, and the whole leaves nothing behind', async () => {
  await expect(measure('one', true)).rejects.toThrow('broken off');
  expect(await measure('one')).toEqual(['second']);
  expect(await readdir(join(folder, 'cache'))).toEqual([]);
  expect(await measure('one')).toEqual(['first', 'second']);
});

test('parts of another key are measured anew', async () => {
  await expect(measure('one', true)).rejects.toThrow('broken off');
  expect(await measure('other')).toEqual(['first', 'second']);
});

test('half a file is no part', async () => {
  await expect(measure('one', true)).rejects.toThrow('broken off');
  await writeFile(toPath(), '{"key":"');
  expect(await measure('one')).toEqual(['first', 'second']);
});
