import { expect, test } from '@playwright/test';
import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { Replication } from '#core/replication/replication.ts';
import { toConfigLink } from '#harness/bundle-link.ts';
import { root } from '#scripts/root.ts';
import { writeTinyLlama } from '#tests/support/tiny-llama/tiny-llama.ts';
import { decodeZip } from '#workers/bundle/decode-zip.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { readMember } from './support/app-page.ts';
import { runScript, runScriptUntil } from './support/command.ts';
import { readQuickstart, toEnglishConfig, toLongConfig, toSmallConfig } from './support/configs.ts';

test.describe.configure({ mode: 'serial' });
test.setTimeout(600_000);

let folder = '';
const config = toSmallConfig();

/** Runs a configuration headlessly and returns the path of the bundle. */
async function evaluate(name: string, asked: HarnessConfig, ...parameters: readonly string[]): Promise<string> {
  const configPath = join(folder, `${name}.json`);
  const out = join(folder, `${name}.plumb.zip`);
  await writeFile(configPath, JSON.stringify(asked));
  const run = await runScript('eval.ts', '--config', configPath, '--out', out, '--quiet', ...parameters);
  expect(run).toEqual({ exitCode: 0, output: '' });
  return out;
}

async function toTranscriptHash(bundle: string): Promise<string> {
  return createHash('sha256')
    .update(await readMember(bundle, 'transcripts-0000.jsonl'))
    .digest('hex');
}

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-headless-'));
});

test('the same configuration gives the same transcripts, also one row at a time; another seed does not', async () => {
  const first = await toTranscriptHash(await evaluate('first', config));
  const again = join(folder, 'again.plumb.zip');
  const [bundle, verdict] = [join(folder, 'first.plumb.zip'), join(folder, 'verdict.json')];
  const replicated = await runScript('replicate.ts', bundle, '--out', verdict, '--bundle', again);
  expect(replicated.output).toContain('verdict: BIT_EXACT');
  expect(replicated.exitCode).toBe(0);
  expect(await toTranscriptHash(again)).toBe(first);
  expect(await toTranscriptHash(await evaluate('one-row', { ...config, execution: { batchSize: 1 } }))).toBe(first);
  const reseeded = { ...config, protocol: { ...config.protocol, masterSeed: config.protocol.masterSeed + 1 } };
  const other = await evaluate('reseeded', reseeded);
  expect(await toTranscriptHash(other)).not.toBe(first);
  const refused = await runScript('compare.ts', bundle, other);
  expect(refused.output).toContain('verdict: NOT_COMPARABLE');
  expect(refused.exitCode).toBe(5);
  const judged = await runScript('compare.ts', bundle, other, '--other-seed');
  expect(judged.output).toMatch(/verdict: (EQUIVALENT|INCONCLUSIVE)\nseeds: independent noise/);
  expect([0, 3]).toContain(judged.exitCode);
});

test('a random part is replicated with what it can show; a model with one other byte is not comparable', async () => {
  const bundle = join(folder, 'first.plumb.zip');
  const verdict = join(folder, 'part.json');
  const part = await runScript('replicate.ts', bundle, '--out', verdict, '--subset', '3', '--subset-seed', '7');
  expect(part.output).toContain('verdict: BIT_EXACT');
  expect(part.output).toContain('subset: 3 of 12 samples, drawn with seed 7');
  expect(part.exitCode).toBe(0);
  const { subset } = Replication.parse(JSON.parse(await readFile(verdict, 'utf8')));
  expect(subset).toMatchObject({ samples: 3, seed: 7, of: 12, power: { detectableShare: 1 - 0.05 ** (1 / 3) } });

  const model = join(folder, 'model');
  await cp(join(root, 'public/models/reference'), model, { recursive: true });
  const graph = await readFile(join(model, 'onnx/model.onnx'));
  const place = Math.floor(graph.length / 2);
  graph[place] = (graph[place] ?? 0) ^ 1;
  await writeFile(join(model, 'onnx/model.onnx'), graph);
  const changed = ['--model-dir', model, '--subset', '1', '--subset-seed', '7'];
  const refused = await runScript('replicate.ts', bundle, '--out', verdict, ...changed);
  expect(refused.output).toContain('verdict: NOT_COMPARABLE');
  expect(refused.exitCode).toBe(5);
});

test('an interrupted run is continued by the same command and ends with the same transcripts', async () => {
  const configPath = join(folder, 'long.json');
  await writeFile(configPath, JSON.stringify(toLongConfig()));
  const command = (out: string, ...more: string[]): string[] => [
    '--config',
    configPath,
    '--out',
    join(folder, out),
    ...more,
  ];
  const resumeDir = join(folder, 'journal');
  const killed = await runScriptUntil(
    /running · [2-9]\d\d\//,
    'eval.ts',
    ...command('killed.plumb.zip', '--resume-dir', resumeDir),
  );
  expect(killed.exitCode).not.toBe(0);
  const resumed = await runScript('eval.ts', ...command('resumed.plumb.zip', '--resume-dir', resumeDir));
  expect(resumed.exitCode).toBe(0);
  // It goes on where it was, instead of at the beginning.
  expect(resumed.output.split('\n').find((line) => line.startsWith('running'))).not.toMatch(/running · 0\//);
  expect((await runScript('eval.ts', ...command('whole.plumb.zip'))).exitCode).toBe(0);
  const whole = await toTranscriptHash(join(folder, 'whole.plumb.zip'));
  expect(await toTranscriptHash(join(folder, 'resumed.plumb.zip'))).toBe(whole);
});

test('verify accepts the bundle and runs five trials again', async () => {
  const accepted = await runScript(
    'verify.ts',
    join(folder, 'first.plumb.zip'),
    '--model-dir',
    'public/models/reference',
  );
  expect(accepted.output).toContain('5 trials run again, 5 identical');
  expect(accepted.exitCode).toBe(0);
});

test('verify rejects a bundle with one changed character and names the file', async () => {
  for (const [member, from, to] of [
    ['transcripts-0000.jsonl', '"outputText":"', '"outputText":"x'],
    ['scores.jsonl', '"success":0', '"success":1'],
    ['manifest.json', '"rootHash":"', '"rootHash":"0'],
    ['report.json', '"n":12', '"n":13'],
  ] as const) {
    const path = join(folder, 'changed.plumb.zip');
    const members = await decodeZip(await openAsBlob(join(folder, 'first.plumb.zip')));
    if (!members.ok) throw new Error(members.failure.message);
    const changed = [...members.value].map(([name, bytes]) => {
      const text = new TextDecoder().decode(bytes);
      if (name === member) expect(text).toContain(from);
      return { path: name, bytes: name === member ? new TextEncoder().encode(text.replace(from, to)) : bytes };
    });
    const zip = await encodeZip(changed);
    if (!zip.ok) throw new Error(zip.failure.message);
    await writeFile(path, new Uint8Array(await zip.value.arrayBuffer()));
    const rejected = await runScript('verify.ts', path);
    expect(rejected.exitCode).toBe(1);
    expect(rejected.output).toContain(member);
  }
});

test('a link runs like the file that it carries', async () => {
  const quickstart = readQuickstart();
  const link = toConfigLink({
    ...quickstart,
    protocol: { ...quickstart.protocol, epochs: { baseline: 2, perturbed: 1 }, perturbations: [] },
  });
  if (!link.ok) throw new Error(link.failure.message);
  const out = join(folder, 'link.plumb.zip');
  const run = await runScript('eval.ts', '--config', `http://example.test/${link.value}`, '--out', out, '--quiet');
  expect(run).toEqual({ exitCode: 0, output: '' });
  expect((await readMember(out, 'transcripts-0000.jsonl')).trim().split('\n')).toHaveLength(288 * 2);
});

for (const options of [
  { hasChatTemplate: true, kvHeads: 2 },
  { hasChatTemplate: false, kvHeads: 2 },
  { hasChatTemplate: true, kvHeads: 4, hasPositionIds: false },
  { hasChatTemplate: false, kvHeads: 4, hasExternalWeights: true },
] as const) {
  test(`a foreign model folder: ${JSON.stringify(options)}`, async () => {
    const name = `foreign-${String(options.kvHeads)}-${options.hasChatTemplate ? 'chat' : 'plain'}`;
    const modelFolder = join(folder, name);
    await writeTinyLlama(modelFolder, options);
    const bundle = await evaluate(name, toEnglishConfig(), '--model-dir', modelFolder);
    const [row = ''] = (await readMember(bundle, 'transcripts-0000.jsonl')).split('\n');
    const { prompt, model } = JSON.parse(row) as { prompt: string; model: string };
    expect(model).toBe(`local/${name}`);
    expect(prompt.includes('<|im_start|>')).toBe(options.hasChatTemplate);
    const effective = JSON.parse(await readMember(bundle, 'effective-config.json')) as {
      models: { load: { graph: { kvHeads: number } } }[];
    };
    expect(effective.models[0]?.load.graph.kvHeads).toBe(options.kvHeads);
    expect((await runScript('verify.ts', bundle, '--model-dir', modelFolder)).exitCode).toBe(0);
  });
}

test('bad arguments and bad configurations end with 2 and a message, and no bundle', async () => {
  const help = await runScript('eval.ts', '--help');
  expect(help.exitCode).toBe(0);
  expect(help.output).toContain('--model-dir');
  expect((await runScript('eval.ts', '--config', 'x.json')).exitCode).toBe(2);
  const path = join(folder, 'bad.json');
  await writeFile(
    path,
    JSON.stringify({ ...config, protocol: { ...config.protocol, epochs: { baseline: 0, perturbed: 1 } } }),
  );
  const refused = await runScript('eval.ts', '--config', path, '--out', join(folder, 'none.plumb.zip'));
  expect(refused.exitCode).toBe(2);
  expect(refused.output).toContain('protocol.epochs.baseline');
});
