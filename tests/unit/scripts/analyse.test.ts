import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Report } from '#core/model/report.ts';

const run = promisify(execFile);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-analyse-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function save(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function analyse(...args: readonly string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, ['scripts/analyse.ts', ...args]);
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

const rows = Array.from({ length: 20 }, (_, sample) =>
  [1, 2, 3].map((epoch) => `"s, ${sample}",${epoch},${(sample + epoch) % 3 === 0 ? 0 : 1},"yes ""${sample % 2}"""`),
).flat();

describe('the command', { timeout: 120_000 }, () => {
  test('writes the report of a file with byte order mark, CRLF and quoted commas', async () => {
    const scores = await save('rows.csv', `\uFEFFsampleId,epoch,value,answer\r\n${rows.join('\r\n')}\r\n`);
    const out = join(folder, 'report.json');
    const { code, output } = await analyse('--scores', scores, '--out', out, '--resamples', '200');
    expect(output).toMatch(/^model: accuracy 0\.6667 \(0\.\d{4} to 0\.\d{4}, CI-\w+\), 20 samples, 20 clusters\n/);
    expect(output).toContain(`${out} written\n`);
    expect(code).toBe(0);
    const report = Report.parse(JSON.parse(await readFile(out, 'utf8')));
    expect(report.counts).toMatchObject([{ model: 'model', conditionId: 'original', planned: 60, completed: 60 }]);
    expect(report.warnings[0]).toContain('(rows.csv, SHA-256 ');
  });

  test('names every bad row and leaves an earlier report as it is', async () => {
    const scores = await save('bad.csv', 'sampleId,epoch,value\n"a\nb",1,NaN\na,0,1\na,1,1\na,1,0\nc,1,=1+1\n');
    const out = await save('earlier.json', 'earlier');
    const { code, output } = await analyse('--scores', scores, '--out', out);
    expect(output.split('\n').slice(1, -1)).toEqual([
      '    line 2, value: must be a number, found "NaN"',
      '    line 4, epoch: must be at least 1, found 0',
      '    line 7, value: must be a number, found "=1+1"',
      '    line 6: is the same trial as line 5: sample "a", epoch 1, condition "original", model "model"',
    ]);
    expect(code).toBe(1);
    expect(await readFile(out, 'utf8')).toBe('earlier');
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  test('explains itself, and refuses what it does not understand', async () => {
    expect(await analyse('--help')).toMatchObject({ code: 0, output: expect.stringContaining('--scores <file>') });
    const scores = await save('rows.jsonl', '{"sampleId":"a","epoch":1,"value":1}\n');
    for (const args of [[], ['--what'], ['--scores', scores], ['--scores', join(folder, 'none.csv'), '--out', 'x']])
      expect((await analyse(...args)).code, args.join(' ')).toBe(2);
    const level = await analyse('--scores', scores, '--out', join(folder, 'x.json'), '--level', '95');
    expect(level).toMatchObject({ code: 2, output: expect.stringContaining('--level: ') });
  });
});
