import { beforeAll, describe, expect, test } from 'vitest';
import type { TranscriptRow } from '#core/bundle/rows.ts';
import type { AxisConfig } from '#core/model/axis.ts';
import type { Estimate } from '#core/model/report.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { withEdit, withFreshHashes, type Members } from '#tests/support/bundle-forgery.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { runOnReference } from '#tests/support/run-on-reference.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { createTokenGumbel } from '#workers/decode/token-gumbel.ts';

const axes: AxisConfig[] = [
  { type: 'temperature', values: [0, 0.5] },
  { type: 'max-tokens', factors: [0.25] },
  { type: 'batch', values: [1, 2] },
];
const samples = buildSamples(10);
const base = buildConfig(samples);

let run: FoldedRun;
let members: Members;
let estimates: readonly Estimate[];

// A real model on a busy machine.
beforeAll(async () => {
  run = await runOnReference({
    ...base,
    protocol: { ...base.protocol, epochs: { baseline: 3, perturbed: 2 }, perturbations: [], axes },
    execution: { batchSize: 3 },
  });
  const report = analyseRun(run.rows);
  ({ estimates } = report);
  const written = toBundleMembers(run, report, { includeEnvironment: true });
  members = new Map(written.map(({ path, bytes }) => [path, bytes]));
}, 120_000);

function find(metric: string, conditionId: string, params: Estimate['params'] = {}): Estimate {
  const found = estimates.find(
    (estimate) =>
      estimate.metric === metric &&
      estimate.conditionId === conditionId &&
      Object.entries(params).every(([name, value]) => estimate.params[name] === value),
  );
  if (found === undefined) throw new Error(`no ${metric} of ${conditionId}`);
  return found;
}

function outputsOf(conditionId: string): unknown {
  return run.rows.transcripts
    .filter((row) => row.conditionId === conditionId)
    .map(({ sampleId, epoch, outputTokenIds, logprobs }) => ({ sampleId, epoch, outputTokenIds, logprobs }));
}

describe('a run with axes', () => {
  test('is complete, and each condition was answered with its own setting', () => {
    expect(run.status).toBe('completed');
    expect(run.rows.transcripts).toHaveLength(run.plan.trialCount);
    const greedy = run.rows.transcripts.filter(({ conditionId }) => conditionId === 'axis:temperature=0');
    const bySample = Map.groupBy(greedy, ({ sampleId }) => sampleId);
    for (const rows of bySample.values()) expect(new Set(rows.map(({ outputText }) => outputText)).size).toBe(1);
    const short = run.rows.transcripts.filter(({ conditionId }) => conditionId === 'axis:max-tokens=0.25');
    expect(Math.max(...short.map(({ outputTokenIds }) => outputTokenIds?.length ?? 0))).toBe(2);
    expect(outputsOf('axis:temperature=0.5')).not.toEqual(outputsOf('original'));
  });

  test('gives replicas of another batch size the same bits', () => {
    expect(outputsOf('axis:batch=1')).toEqual(outputsOf('original'));
    for (const conditionId of ['axis:batch=1', 'axis:batch=2']) {
      const share = find('identical_share', conditionId, { of: 'logprobs' });
      expect(share).toMatchObject({ value: 1, n: 10, clusters: 10 });
      // 0.05^(1/10)
      expect(share.interval?.lower).toBeCloseTo(0.741134, 6);
      expect(find('epoch_flip_rate', conditionId, { of: 'answer' }).value).toBe(0);
      expect(find('divergence_index', conditionId)).toMatchObject({
        value: null,
        reason: 'every output has the same tokens',
      });
    }
  });

  test('finds the same bits in rows whose keys came in another order', () => {
    const reversed = ({ logprobs }: TranscriptRow): TranscriptRow['logprobs'] =>
      logprobs?.map(
        (token) =>
          Object.fromEntries(Object.entries(token).toReversed()) as NonNullable<TranscriptRow['logprobs']>[number],
      ) ?? null;
    const transcripts = run.rows.transcripts.map((row) =>
      row.conditionId === 'axis:batch=1' ? { ...row, logprobs: reversed(row) } : row,
    );
    expect(analyseRun({ ...run.rows, transcripts }).estimates).toEqual(estimates);
  });

  test('reports each value beside the original and pools none of them', () => {
    for (const conditionId of ['axis:temperature=0', 'axis:temperature=0.5', 'axis:max-tokens=0.25']) {
      for (const metric of ['accuracy', 'acc_drop', 'flip_rate', 'excess_flip', 'agreement_pairwise'])
        expect(find(metric, conditionId).value, `${metric} of ${conditionId}`).not.toBeNull();
    }
    expect(find('acc_drop', 'axis:temperature=0').adjusted).toMatchObject({
      family: 'axis temperature, acc_drop',
      tests: 2,
    });
    expect(estimates.filter(({ conditionId }) => conditionId.startsWith('all'))).toEqual([]);
  });

  test('verifies, noise included', () => {
    expect(
      verifyBundle(members, createTextCodec, createTokenGumbel).filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
  });

  test('a replica that another trial drew is found', () => {
    const { transcripts } = run.rows;
    // Another draw of the same prompt, whose runner-up is the token that the replica's own numbers chose.
    const findDonor = (replica: TranscriptRow): TranscriptRow | undefined =>
      transcripts.find(
        (row) =>
          row.conditionId === 'original' &&
          row.sampleId === replica.sampleId &&
          row.logprobs?.[0]?.runnerUp === replica.outputTokenIds?.[0],
      );
    const position = transcripts.findIndex((row) => row.conditionId === 'axis:batch=1' && findDonor(row) !== undefined);
    const replica = transcripts[position];
    const donor = replica === undefined ? undefined : findDonor(replica);
    expect(donor).toBeDefined();
    const { outputText, outputTokenIds, logprobs, finishReason } = donor ?? {};
    const forged = withFreshHashes(
      withEdit(
        members,
        'transcripts-0000.jsonl',
        (row) => Object.assign(row, { outputText, outputTokenIds, logprobs, finishReason }),
        position + 1,
      ),
    );
    const found = verifyBundle(forged, createTextCodec, createTokenGumbel).map(({ message }) => message);
    expect(found.some((message) => message.includes('random numbers'))).toBe(true);
  });
});
