import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { TranscriptRow } from '#core/bundle/rows.ts';
import { toOk } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { EffectiveConfig } from '#core/model/effective-config.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { QuantValue } from '#core/model/quant-value.ts';
import type { Estimate } from '#core/model/report.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { at, textOf, withEdit, withFreshHashes, type Editable, type Members } from '#tests/support/bundle-forgery.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { createFakeWorld, fakeLoadReport } from '#tests/support/fake-ports.ts';
import { runOnReference } from '#tests/support/run-on-reference.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { createTokenGumbel } from '#workers/decode/token-gumbel.ts';

const q8: QuantValue = { dtype: 'q8', files: [toPinned('onnx/model_quantized.onnx')] };
const samples = buildSamples(6);
const base = buildConfig(samples);

/** The token that a row's own log-probabilities say was the likeliest at its first place. */
function toLikeliest(row: TranscriptRow | undefined): number | undefined {
  const first = row?.logprobs?.[0];
  return first === undefined || first.logprob >= first.runnerUpLogprob ? first?.token : first.runnerUp;
}

function toPinned(path: string): QuantValue['files'][number] {
  const content = Uint8Array.from(readFileSync(`public/models/reference/${path}`));
  return { path, bytes: content.length, sha256: sha256Hex(content) };
}

function withQuant(batchSize: number): HarnessConfig {
  const axes: HarnessConfig['protocol']['axes'] = [{ type: 'quant', values: [q8] }];
  return {
    ...base,
    protocol: { ...base.protocol, epochs: { baseline: 2, perturbed: 1 }, perturbations: [], axes },
    execution: { batchSize },
  };
}

describe('the reference model in fp32 beside its q8 graph', () => {
  let run: FoldedRun;
  let members: Members;
  let estimates: readonly Estimate[];

  // A real model on a busy machine.
  beforeAll(async () => {
    run = await runOnReference(withQuant(2));
    const report = analyseRun(run.rows);
    ({ estimates } = report);
    const written = toBundleMembers(run, report, { includeEnvironment: true });
    members = new Map(written.map(({ path, bytes }) => [path, bytes]));
  }, 120_000);

  const find = (metric: string): Estimate | undefined =>
    estimates.find((estimate) => estimate.metric === metric && estimate.conditionId === 'axis:quant=q8');
  const findErrors = (of: Members): readonly string[] =>
    verifyBundle(of, createTextCodec, createTokenGumbel)
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message);

  test('answers each trial of the original again, by the other graph', () => {
    expect(run.status).toBe('completed');
    const rowsOf = (conditionId: string): typeof run.rows.transcripts =>
      run.rows.transcripts.filter((row) => row.conditionId === conditionId);
    const [original, quantised] = [rowsOf('original'), rowsOf('axis:quant=q8')];
    expect(quantised.map(({ sampleId, epoch }) => [sampleId, epoch])).toEqual(
      original.map(({ sampleId, epoch }) => [sampleId, epoch]),
    );
    const firstOf = (rows: typeof original): readonly (number | undefined)[] =>
      rows.map(({ logprobs }) => logprobs?.[0]?.logprob);
    expect(firstOf(quantised)).not.toEqual(firstOf(original));
    // 8-bit weights move the log-probability of a first token that both chose by little.
    for (const [index, row] of quantised.entries()) {
      const [one, other] = [original[index]?.logprobs?.[0], row.logprobs?.[0]];
      if (one?.token === other?.token) expect(Math.abs((one?.logprob ?? 0) - (other?.logprob ?? 9))).toBeLessThan(0.5);
    }
  });

  test('records the session of the other graph', () => {
    const [model] = run.rows.config.models;
    const axes = readJson('effective-config.json').models[0]?.axes ?? [];
    expect(axes).toHaveLength(1);
    expect(axes[0]?.load).toMatchObject({ graphFile: 'onnx/model_quantized.onnx' });
    expect(axes[0]?.load?.modelHash).not.toBe(model === undefined ? '' : toModelHash(model));
  });

  test('reports flips trial by trial and what was lost, and pools none of it', () => {
    for (const metric of ['accuracy', 'acc_drop', 'epoch_flip_rate', 'identical_share'])
      expect(find(metric)?.value, metric).not.toBeNull();
    expect(find('acc_drop')?.adjusted).toMatchObject({ family: 'axis quant, acc_drop', tests: 1 });
    expect(
      estimates.find(
        ({ metric, conditionId, params }) =>
          metric === 'identical_share' && conditionId === 'axis:quant=q8' && params['of'] === 'logprobs',
      )?.value,
    ).toBe(0);
    expect(find('top1_agreement')).toMatchObject({ n: 6, unit: null });
    expect(find('top1_agreement')?.value).toBeGreaterThan(0.5);
    // 8-bit weights change distributions, and not by much.
    expect(find('mean_kl')).toMatchObject({ n: 6, unit: 'nats' });
    expect(find('mean_kl')?.value).toBeGreaterThan(0);
    expect(find('mean_kl')?.value).toBeLessThan(0.5);
    expect(estimates.filter(({ conditionId }) => conditionId.startsWith('all'))).toEqual([]);
  });

  test('compares drawn places of one output a sample, and verify finds what was changed there', () => {
    const rows = run.rows.transcripts.filter(({ forced }) => forced !== undefined);
    expect(rows.map(({ conditionId, sampleId, epoch }) => [conditionId, sampleId, epoch])).toEqual(
      samples.map(({ sampleId }) => ['axis:quant=q8', sampleId, 1]),
    );
    for (const row of rows) {
      const original = run.rows.transcripts.find(
        ({ conditionId, sampleId, epoch }) => conditionId === 'original' && sampleId === row.sampleId && epoch === 1,
      );
      const length = original?.outputTokenIds?.length ?? 0;
      expect(row.forced?.positions).toHaveLength(Math.min(16, length));
      // At the first place both saw the same tokens, so each one's own transcript says which token it finds likeliest.
      const first = row.forced?.positions?.find(({ position }) => position === 0);
      if (first === undefined) continue;
      expect([first.top, first.replicaTop]).toEqual([toLikeliest(original), toLikeliest(row)]);
    }
    const line = run.rows.transcripts.findIndex(({ forced }) => forced !== undefined) + 1;
    const edit = (change: (row: Editable) => void): string =>
      findErrors(withFreshHashes(withEdit(members, 'transcripts-0000.jsonl', change, line))).join('\n');
    const editFirst = (change: (entry: Editable) => void): string =>
      edit((row) => change(at(row, 'forced', 'positions', 0)));
    expect(edit((row) => delete row['forced'])).toContain('forced is missing');
    expect(editFirst((entry) => Object.assign(entry, { position: 15 }))).toContain('position is');
    expect(editFirst((entry) => Object.assign(entry, { top: Number(entry['top']) + 1 }))).toContain('likeliest');
    expect(editFirst((entry) => Object.assign(entry, { kl: Number(entry['kl']) + 1 }))).toContain('mean_kl');
  });

  test('verifies, and does not when the original graph is passed off as the other one', () => {
    expect(findErrors(members)).toEqual([]);
    const forged = withEdit(members, 'effective-config.json', (config) => {
      const own = at(config, 'models', 0, 'load');
      Object.assign(at(config, 'models', 0, 'axes', 0), { load: own });
    });
    const errors = findErrors(withFreshHashes(forged));
    expect(errors.some((message) => message.includes('axes "axis:quant=q8": modelHash is not that of the files'))).toBe(
      true,
    );
  });

  function readJson(path: string): EffectiveConfig {
    return EffectiveConfig.parse(JSON.parse(textOf(members, path)));
  }
});

test('a graph whose rows influence each other is refused before anything is answered', async () => {
  const toReport = (ref: ModelRef): typeof fakeLoadReport =>
    ref.dtype === 'fp32'
      ? fakeLoadReport
      : {
          ...fakeLoadReport,
          graphFile: 'onnx/model_quantized.onnx',
          graph: { ...fakeLoadReport.graph, batchSensitiveOperators: ['MatMulInteger'] },
          maxBatchSize: 1,
        };
  const inner = createFakeWorld();
  const world = createFakeWorld({
    session: async (ref) => {
      const { signal } = new AbortController();
      const opened = await inner.ports.runtime.open(ref, { onProgress: () => {}, onDelta: () => {}, signal });
      return opened.ok ? toOk({ ...opened.value, report: toReport(ref) }) : opened;
    },
  });
  const runs = createRunLibrary(world.ports);
  const prepared = await runs.prepare(withQuant(2));
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const started = await runs.start(prepared.value);
  if (!started.ok) throw new Error(started.failure.message);
  const controller = started.value;
  await vi.waitFor(() => {
    expect(controller.getState().phase).toBe('stopped');
  });
  expect(controller.getState().failure).toMatchObject({
    code: 'runtime-unsupported',
    location: 'protocol.axes[0]',
    message: expect.stringContaining('(MatMulInteger)'),
  });
  expect(world.disk.size).toBe(0);
});
