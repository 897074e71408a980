import { describe, expect, test } from 'vitest';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { packRuns } from '#harness/run-archive.ts';
import type { RunSummary } from '#harness/ports.ts';
import { packArchive } from '#workers/bundle/pack-archive.ts';
import { unpackArchive } from '#workers/bundle/unpack-archive.ts';
import { zipSync } from 'fflate';

const run: RunSummary = {
  runId: 'run-00000001',
  name: 'One',
  modelIds: ['m'],
  taskTitle: 'A task',
  createdAt: '2026-12-01T00:00:00.000Z',
  status: 'completed',
  trialCount: 1,
  completedTrials: 1,
};

async function textsOf(archive: Blob): Promise<readonly (readonly [string, string])[]> {
  const files = await unpackArchive(archive);
  if (!files.ok) throw new Error(files.failure.message);
  return Promise.all(files.value.map(async ({ name, blob }) => [name, await blob.text()] as const));
}

describe('an archive of bundles', () => {
  test('gives back every file as it was', async () => {
    const packed = await packArchive([
      { name: 'a.plumb.zip', blob: new Blob(['first']) },
      { name: 'b.plumb.zip', blob: new Blob(['']) },
      { name: 'c.plumb.zip', blob: new Blob(['third, ठीक']) },
    ]);
    if (!packed.ok) throw new Error(packed.failure.message);
    expect(await textsOf(packed.value)).toEqual([
      ['a.plumb.zip', 'first'],
      ['b.plumb.zip', ''],
      ['c.plumb.zip', 'third, ठीक'],
    ]);
  });

  test('may be packed again by another program, with other files beside the bundles', async () => {
    const text = 'the same text many times. '.repeat(100);
    const zip = zipSync({ 'a.plumb.zip': new TextEncoder().encode(text), 'notes.txt': new TextEncoder().encode('x') });
    expect(await textsOf(new Blob([new Uint8Array(zip)]))).toEqual([['a.plumb.zip', text]]);
  });

  test.each([
    ['no zip', new Blob(['no zip'])],
    ['no bundle inside', new Blob([new Uint8Array(zipSync({ 'a.txt': new Uint8Array(3) }))])],
    ['a path that leads out', new Blob([new Uint8Array(zipSync({ '../a.plumb.zip': new Uint8Array(3) }))])],
  ])('is refused: %s', async (_what, blob) => {
    const files = await unpackArchive(blob);
    expect(files.ok ? null : files.failure.code).toBe('bundle-invalid');
  });

  test('names the runs that could not be packed, and holds the others', async () => {
    const second = { ...run, runId: 'run-00000002', name: 'Two' };
    const third = { ...run, runId: 'run-00000003', name: 'Three' };
    const steps: string[] = [];
    const refuse = (): never => {
      throw new Error('not asked for');
    };
    const packed = await packRuns(
      {
        transcripts: {
          open: refuse,
          read: refuse,
          readStart: refuse,
          importLines: refuse,
          delete: refuse,
          readLines: async (runId): Promise<Result<readonly string[]>> =>
            runId === second.runId ? toFailed('storage-corrupt', 'damaged') : toOk([runId]),
        },
        bundles: {
          exportBundle: async ({ journalLines }) =>
            toOk({ fileName: 'same.plumb.zip', blob: new Blob([...journalLines]) }),
          importBundle: refuse,
          packArchive,
          unpackArchive: refuse,
        },
      },
      [run, second, third],
      ({ done, total, name }) => steps.push(`${String(done)}/${String(total)} ${name}`),
    );
    if (!packed.ok) throw new Error(packed.failure.message);
    expect(await textsOf(packed.value.blob)).toEqual([
      ['same.plumb.zip', run.runId],
      ['same-2.plumb.zip', third.runId],
    ]);
    expect(packed.value.outcomes.map(({ name, result }) => [name, result.ok])).toEqual([
      ['One', true],
      ['Two', false],
      ['Three', true],
    ]);
    expect(steps).toEqual(['0/3 One', '1/3 Two', '2/3 Three']);
  });
});
