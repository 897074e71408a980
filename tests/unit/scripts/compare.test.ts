import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Replication } from '#core/replication/replication.ts';
import { buildMembers } from '#tests/support/builders-bundle-members.ts';
import { withEdit, withFreshHashes, type Members } from '#tests/support/bundle-forgery.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';

const run = promisify(execFile);
const members = buildMembers();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-compare-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function saveBundle(name: string, content: Members): Promise<string> {
  const zip = await encodeZip([...content].map(([path, bytes]) => ({ path, bytes })));
  if (!zip.ok) throw new Error(zip.failure.message);
  const path = join(folder, name);
  await writeFile(path, new Uint8Array(await zip.value.arrayBuffer()));
  return path;
}

async function compare(...args: readonly string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, ['scripts/compare.ts', ...args]);
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

describe('the command', { timeout: 120_000 }, () => {
  test('gives a run and itself the highest verdict, and writes the evidence', async () => {
    const bundle = await saveBundle('run.zip', members);
    const out = join(folder, 'verdict.json');
    const { code, output } = await compare(bundle, bundle, '--out', out);
    expect(output).toContain('verdict: BIT_EXACT');
    expect(code).toBe(0);
    const replication = Replication.parse(JSON.parse(await readFile(out, 'utf8')));
    expect(replication).toMatchObject({ verdict: 'BIT_EXACT', seeds: 'equal', designDifferences: [], delta: 0.05 });
  });

  test('refuses a forged bundle and bad arguments', async () => {
    const bundle = await saveBundle('run.zip', members);
    const forged = withFreshHashes(withEdit(members, 'scores.jsonl', (row) => (row['answer'] = 'zzz'), 2));
    const rejected = await compare(bundle, await saveBundle('forged.zip', forged));
    expect(rejected.code).toBe(1);
    expect(rejected.output).toContain('scores.jsonl:2');
    expect((await compare(bundle)).code).toBe(2);
    expect((await compare(bundle, bundle, '--delta', '1')).code).toBe(2);
    expect((await compare(bundle, join(folder, 'absent.zip'))).output).toContain('there is no such file');
  });
});
