import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { withEdit, withFreshHashes, type Members } from '#tests/support/bundle-forgery.ts';
import { buildMembers } from '#tests/support/builders-bundle-members.ts';

const run = promisify(execFile);
const members = buildMembers();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-verify-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function save(name: string, content: Members): Promise<string> {
  const zip = await encodeZip([...content].map(([path, bytes]) => ({ path, bytes })));
  if (!zip.ok) throw new Error(zip.failure.message);
  const path = join(folder, name);
  await writeFile(path, new Uint8Array(await zip.value.arrayBuffer()));
  return path;
}

async function verify(...args: readonly string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, ['scripts/verify.ts', ...args]);
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

describe('the command', { timeout: 60_000 }, () => {
  test('accepts a bundle and prints every check', async () => {
    const { code, output } = await verify(await save('good.zip', members));
    expect(output.match(/^✓ /gm)).toHaveLength(15);
    expect(output).toMatch(/\naccepted: .*good\.zip, SHA-256 [0-9a-f]{64}\n$/);
    expect(code).toBe(0);
  });

  test('rejects a forgery with its file and line', async () => {
    const forged = withFreshHashes(withEdit(members, 'scores.jsonl', (row) => (row['answer'] = 'zzz'), 2));
    const { code, output } = await verify(await save('forged.zip', forged));
    expect(output).toContain('✗ scores follow from the outputs\n    scores.jsonl:2: answer is "zzz", recomputed');
    expect(output).toContain('rejected: ');
    expect(code).toBe(1);
  });

  test('rejects a cut file', async () => {
    const path = join(folder, 'cut.zip');
    await writeFile(path, 'PK\u0003\u0004');
    const { code, output } = await verify(path);
    expect(output).toContain('not a complete zip archive');
    expect(code).toBe(1);
  });

  test('explains itself, and refuses what it does not understand', async () => {
    expect(await verify('--help')).toMatchObject({ code: 0, output: expect.stringContaining('--model-dir <folder>') });
    expect((await verify()).code).toBe(2);
    expect((await verify('--what')).code).toBe(2);
    expect((await verify(join(folder, 'missing.zip'))).output).toContain('there is no such file');
  });
});
