import { describe, expect, test } from 'vitest';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { Failure } from '#core/errors/failure.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import { decodeZip } from '#workers/bundle/decode-zip.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { exportBundle } from '#workers/bundle/export-bundle.ts';
import { importBundle } from '#workers/bundle/import-bundle.ts';
import { textOf, withEdit, withFreshHashes, withText, type Members } from '#tests/support/bundle-forgery.ts';
import { buildConfig, buildModel, buildSamples } from '#tests/support/builders-bundle.ts';
import { buildFoldedRun } from '#tests/support/builders-bundle-members.ts';
import { buildJournal, type JournalOptions } from '#tests/support/builders-bundle-run.ts';

const toLines = (options: JournalOptions): readonly string[] =>
  buildJournal(options).map((event) => toCanonicalJson(event));

async function exported(
  journalLines: readonly string[],
  includeEnvironment = true,
): Promise<{ fileName: string; blob: Blob }> {
  const bundle = await exportBundle({ journalLines, includeEnvironment });
  if (!bundle.ok) throw new Error(bundle.failure.message);
  return bundle.value;
}

async function imported(blob: Blob): Promise<{ runId: string; journalLines: readonly string[] }> {
  const run = await importBundle(blob);
  if (!run.ok) throw new Error(`${run.failure.message}\n${run.failure.detail}`);
  return run.value;
}

function foldLines(lines: readonly string[]): FoldedRun {
  const events = parseTranscriptLines(lines);
  if (!events.ok) throw new Error(events.failure.message);
  const run = toRunRows(events.value);
  if (!run.ok) throw new Error(run.failure.message);
  return run.value;
}

async function membersOf(blob: Blob): Promise<Members> {
  const decoded = await decodeZip(blob);
  if (!decoded.ok) throw new Error(decoded.failure.message);
  return decoded.value;
}

async function failureOf(members: Members): Promise<Failure> {
  const zip = await encodeZip([...members].map(([path, bytes]) => ({ path, bytes })));
  if (!zip.ok) throw new Error(zip.failure.message);
  const run = await importBundle(zip.value);
  if (run.ok) throw new Error('expected a failure');
  return run.failure;
}

const toSha256 = async (blob: Blob): Promise<string> => sha256Hex(new Uint8Array(await blob.arrayBuffer()));

const twoModels = buildConfig({
  models: [
    buildModel(),
    {
      ...buildModel(),
      modelId: 'other/Seed',
      files: buildModel().files.map((file) =>
        file.path.endsWith('.onnx') ? { ...file, sha256: 'c'.repeat(64) } : file,
      ),
    },
  ],
});
const taskFileHash = sha256Hex(
  buildSamples()
    .map((sample) => `${JSON.stringify(sample)}\n`)
    .join(''),
);
const fileTask = buildConfig({
  task: {
    ...buildConfig().task,
    samples: { type: 'file', path: 'tasks/a.jsonl', bytes: 10, sha256: taskFileHash, sampleCount: 3 },
  },
});

describe('export, import', () => {
  test.each<[string, JournalOptions]>([
    ['a completed run', {}],
    ['a run with a failed trial', { hasFailedTrial: true }],
    ['an unfinished run', { groupCount: 3 }],
    ['a run that has not begun', { groupCount: 0 }],
    ['two models', { config: twoModels }],
    ['samples from a file', { config: fileTask }],
  ])('of %s give the same rows, and the same bytes again', async (_, options) => {
    const first = await exported(toLines(options));
    const { runId, journalLines } = await imported(first.blob);
    expect(foldLines(journalLines)).toEqual(buildFoldedRun(options));
    expect(runId).toBe(buildFoldedRun(options).rows.runId);
    const second = await exported(journalLines);
    expect(second.fileName).toBe(first.fileName);
    expect(await toSha256(second.blob)).toBe(await toSha256(first.blob));
  });

  test('the name says which configuration and run it is', async () => {
    const { fileName } = await exported(toLines({}));
    expect(fileName).toBe(`bundle-test-elan-${buildFoldedRun().rows.configHash.slice(0, 8)}-0f0e0d0c.plumb.zip`);
  });

  test('members are those of the format, sorted, config.json hashing to the configuration hash', async () => {
    const members = await membersOf((await exported(toLines({}))).blob);
    expect([...members.keys()]).toEqual([
      'README.md',
      'attempts-0000.jsonl',
      'conditions.jsonl',
      'config.json',
      'cost.json',
      'effective-config.json',
      'environment.json',
      'manifest-sha256.txt',
      'manifest.json',
      'report.html',
      'report.json',
      'ro-crate-metadata.json',
      'samples.jsonl',
      'scores.jsonl',
      'timings-0000.jsonl',
      'tokenizer/reference/chat_template.jinja',
      'tokenizer/reference/config.json',
      'tokenizer/reference/generation_config.json',
      'tokenizer/reference/special_tokens_map.json',
      'tokenizer/reference/tokenizer.json',
      'tokenizer/reference/tokenizer_config.json',
      'transcripts-0000.jsonl',
    ]);
    expect(sha256Hex(textOf(members, 'config.json'))).toBe(buildFoldedRun().rows.configHash);
    expect(textOf(members, 'transcripts-0000.jsonl')).not.toMatch(/Ms"|attempt|startedAt/);
  });

  test('without the environment has nulls, also after another round', async () => {
    const withheld = await exported(toLines({}), false);
    const text = textOf(await membersOf(withheld.blob), 'environment.json');
    expect(new Set(Object.values(JSON.parse(text)))).toEqual(new Set([null]));
    const again = await exported((await imported(withheld.blob)).journalLines);
    expect(await toSha256(again.blob)).toBe(await toSha256(withheld.blob));
  });

  test('samples in the order of another file are kept', () => {
    const samples = buildSamples().toReversed();
    expect(buildFoldedRun({ config: fileTask, samples }).rows.samples).toEqual(samples);
  });
});

describe('import', () => {
  const bundle = exported(toLines({ hasFailedTrial: true })).then(({ blob }) => membersOf(blob));

  test('of a changed file names it', async () => {
    const failure = await failureOf(
      withText(await bundle, 'scores.jsonl', (text) => text.replace('"success":1', '"success":0')),
    );
    expect(failure).toMatchObject({ code: 'bundle-invalid', location: 'scores.jsonl' });
    expect(failure.message).toContain('scores.jsonl: has SHA-256');
  });

  test('of a newer format asks for a newer build', async () => {
    const failure = await failureOf(
      withEdit(await bundle, 'manifest.json', (manifest) => (manifest['formatVersion'] = 9)),
    );
    expect(failure.code).toBe('bundle-newer-version');
    expect(failure.message).toContain('newer Plumbline');
  });

  test('of an unsafe run id is refused', async () => {
    const failure = await failureOf(
      withFreshHashes(withEdit(await bundle, 'manifest.json', (manifest) => (manifest['runId'] = '0123456789'))),
    );
    expect(failure.message).toContain('runId');
    expect(
      (await failureOf(withEdit(await bundle, 'manifest.json', (manifest) => (manifest['runId'] = '../../../etc'))))
        .message,
    ).toContain('runId');
  });

  test('of a row that breaks its schema names file and line', async () => {
    const failure = await failureOf(
      withFreshHashes(withEdit(await bundle, 'transcripts-0000.jsonl', (row) => (row['epoch'] = 0), 2)),
    );
    expect(failure).toMatchObject({ code: 'bundle-invalid', location: 'transcripts-0000.jsonl:2' });
    expect(failure.message).toContain('epoch: must be at least 1, found 0');
  });

  test.each<[string, (members: Members) => Members, RegExp]>([
    [
      'a trial that is not planned',
      (members) => withEdit(members, 'transcripts-0000.jsonl', (row) => (row['trialKey'] = 'e'.repeat(64)), 1),
      /is not planned/,
    ],
    [
      'a completed trial without times',
      (members) => withText(members, 'timings-0000.jsonl', (text) => text.slice(text.indexOf('\n') + 1)),
      /no row in timings/,
    ],
    [
      'a failed trial without its attempts',
      (members) => withText(members, 'attempts-0000.jsonl', () => ''),
      /no final attempt/,
    ],
    [
      'a configuration of another hash',
      (members) => withEdit(members, 'config.json', (config) => (config['notes'] = 'x')),
      /configHash is/,
    ],
    [
      'a line that is not UTF-8',
      (members) => new Map([...members, ['scores.jsonl', Uint8Array.of(0xff)]]),
      /byte 0 is not valid UTF-8/,
    ],
    [
      'a file that is gone',
      (members) => new Map([...members].filter(([path]) => path !== 'report.json')),
      /report\.json: is missing/,
    ],
  ])('of %s is refused', async (_, forge, message) => {
    const failure = await failureOf(withFreshHashes(forge(await bundle)));
    expect(failure.code).toBe('bundle-invalid');
    expect(failure.message).toMatch(message);
  });
});
