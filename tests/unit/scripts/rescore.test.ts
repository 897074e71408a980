import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { withEdit, withFreshHashes, type Members } from '#tests/support/bundle-forgery.ts';
import { buildMembers } from '#tests/support/builders-bundle-members.ts';

const run = promisify(execFile);
const members = buildMembers();
const scorer = { name: 'lenient', version: 1, rules: [{ type: 'includes', families: null, ignoreCase: true }] };
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-rescore-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function saveBundle(name: string, content: Members): Promise<string> {
  const zip = await encodeZip([...content].map(([path, bytes]) => ({ path, bytes })));
  if (!zip.ok) throw new Error(zip.failure.message);
  return save(name, new Uint8Array(await zip.value.arrayBuffer()));
}

async function save(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function node(script: string, ...args: readonly string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, [`scripts/${script}.ts`, ...args]);
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

describe('the command', { timeout: 120_000 }, () => {
  test('adds a scorer to a bundle, which verify then accepts', async () => {
    const out = join(folder, 'both.zip');
    const scorerFile = await save('scorer.json', `\uFEFF${JSON.stringify(scorer)}`);
    const made = await node('rescore', await saveBundle('run.zip', members), '--scorer', scorerFile, '--out', out);
    expect(made).toEqual({ code: 0, output: `${out}: scorer "lenient" added\n` });
    expect((await node('verify', out)).output).toMatch(/\naccepted: /);
    const again = await node('rescore', out, '--scorer', scorerFile, '--out', join(folder, 'third.zip'));
    expect(again).toMatchObject({ code: 1, output: expect.stringContaining('has a scorer "lenient" already') });
    expect(await readdir(folder)).not.toContain('third.zip');
  });

  test('adds nothing to a forged bundle', async () => {
    const forged = withFreshHashes(withEdit(members, 'scores.jsonl', (row) => (row['answer'] = 'zzz'), 2));
    const out = join(folder, 'forged-out.zip');
    const made = await node(
      'rescore',
      await saveBundle('forged.zip', forged),
      '--scorer',
      await save('scorer.json', JSON.stringify(scorer)),
      '--out',
      out,
    );
    expect(made.code).toBe(1);
    expect(made.output).toContain('scores.jsonl:2: answer is "zzz", recomputed');
    expect(await readdir(folder)).not.toContain('forged-out.zip');
  });

  test('names what is wrong with a scorer file', async () => {
    const bundle = await saveBundle('run.zip', members);
    const bad = { ...scorer, rules: [{ type: 'regex', families: null, search: { pattern: '(' } }] };
    for (const [text, message] of [
      [JSON.stringify(bad), 'The scorer is not valid: rules[0].search'],
      ['{"name": }', 'The scorer is not valid JSON at line 1, column 10'],
    ] as const) {
      const made = await node(
        'rescore',
        bundle,
        '--scorer',
        await save('bad.json', text),
        '--out',
        join(folder, 'x.zip'),
      );
      expect(made).toMatchObject({ code: 2, output: expect.stringContaining(message) });
    }
    const missing = await node(
      'rescore',
      bundle,
      '--scorer',
      join(folder, 'none.json'),
      '--out',
      join(folder, 'x.zip'),
    );
    expect(missing).toMatchObject({ code: 2, output: expect.stringContaining('there is no such file') });
  });

  test('explains itself, and refuses what it does not understand', async () => {
    expect(await node('rescore', '--help')).toMatchObject({
      code: 0,
      output: expect.stringContaining('--scorer <file>'),
    });
    expect((await node('rescore')).code).toBe(2);
    expect((await node('rescore', '--what')).code).toBe(2);
  });
});
