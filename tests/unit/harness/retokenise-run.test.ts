import { beforeAll, describe, expect, test } from 'vitest';
import { toDesignHash } from '#core/bundle/config-hash.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Report } from '#core/model/report.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { withEdit, withFreshHashes, type Members } from '#tests/support/bundle-forgery.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { runOnReference } from '#tests/support/run-on-reference.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { createTokenGumbel } from '#workers/decode/token-gumbel.ts';

const CONDITIONS = ['axis:retokenise=0.1', 'axis:retokenise=1'];
const base = buildConfig(buildSamples(6));
const asked: HarnessConfig = {
  ...base,
  protocol: {
    ...base.protocol,
    epochs: { baseline: 2, perturbed: 2 },
    perturbations: [],
    axes: [{ type: 'retokenise', values: [0.1, 1] }],
  },
};

let run: FoldedRun;
let report: Report;
let members: Members;

// A real model on a busy machine.
beforeAll(async () => {
  run = await runOnReference(asked);
  report = analyseRun(run.rows);
  const written = toBundleMembers(run, report, { includeEnvironment: true });
  members = new Map(written.map(({ path, bytes }) => [path, bytes]));
}, 120_000);

function valueOf(metric: string, conditionId: string, of?: string): number | null | undefined {
  return report.estimates.find(
    (entry) =>
      entry.metric === metric && entry.conditionId === conditionId && (of === undefined || entry.params['of'] === of),
  )?.value;
}

describe('a run with other tokens of the same prompts', () => {
  test('asks equal texts with other token ids, the same in every epoch', () => {
    expect(run.status).toBe('completed');
    const byKey = Map.groupBy(run.rows.transcripts, ({ sampleId, conditionId }) => `${sampleId} ${conditionId}`);
    for (const rows of byKey.values()) {
      const [first] = rows;
      const [own] = byKey.get(`${first?.sampleId} original`) ?? [];
      expect(rows).toHaveLength(2);
      expect(new Set(rows.map(({ promptTokenIds }) => promptTokenIds.join(' '))).size).toBe(1);
      expect(first?.prompt).toBe(own?.prompt);
      if (first?.conditionId === 'axis:retokenise=1')
        expect(first.promptTokenIds.length).toBeGreaterThan(own?.promptTokenIds.length ?? 0);
    }
    expect(run.rows.conditionRows.every(({ noop }) => !noop)).toBe(true);
  });

  test('is measured beside the original, with how far the tokens moved', () => {
    for (const conditionId of CONDITIONS) {
      for (const metric of ['accuracy', 'acc_drop', 'flip_rate', 'excess_flip', 'agreement_pairwise'])
        expect(valueOf(metric, conditionId), `${metric} of ${conditionId}`).toEqual(expect.any(Number));
      expect(valueOf('token_drift', conditionId, 'length-ratio')).toBeGreaterThan(1);
    }
    const transcripts = run.rows.transcripts.filter(({ epoch }) => epoch === 1);
    const idsOf = (conditionId: string): readonly string[] =>
      transcripts
        .filter((row) => row.conditionId === conditionId)
        .map(({ promptTokenIds }) => promptTokenIds.join(' '));
    const own = idsOf('original');
    const same = idsOf('axis:retokenise=0.1').filter((ids, index) => ids === own[index]).length;
    expect(valueOf('token_drift', 'axis:retokenise=0.1', 'unchanged')).toBeCloseTo(same / 6, 12);
    expect(valueOf('token_drift', 'axis:retokenise=1', 'unchanged')).toBe(0);
    expect(report.estimates.filter(({ conditionId }) => conditionId.startsWith('all'))).toEqual([]);
  });

  test('belongs to the design', () => {
    const { axes: _, ...protocol } = asked.protocol;
    expect(toDesignHash(asked)).not.toBe(toDesignHash({ ...asked, protocol }));
  });

  test('verifies', () => {
    const errors = verifyBundle(members, createTextCodec, createTokenGumbel).filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors).toEqual([]);
  });

  test('a token id that the seed does not give is found, and so are the own tokens of the tokenizer', () => {
    const { transcripts } = run.rows;
    const position = transcripts.findIndex(({ conditionId }) => conditionId === 'axis:retokenise=1');
    const target = transcripts[position];
    const own = transcripts.find((row) => row.conditionId === 'original' && row.sampleId === target?.sampleId);
    const swapped = target?.promptTokenIds.with(3, (target.promptTokenIds[3] ?? 0) + 1);
    for (const promptTokenIds of [swapped, own?.promptTokenIds]) {
      const forged = withFreshHashes(
        withEdit(members, 'transcripts-0000.jsonl', (row) => Object.assign(row, { promptTokenIds }), position + 1),
      );
      const found = verifyBundle(forged, createTextCodec, createTokenGumbel).filter(
        ({ check, severity }) => check === 'prompts' && severity === 'error',
      );
      expect(found.map(({ line }) => line)).toEqual([position + 1]);
      expect(found[0]?.message).toContain('promptTokenIds');
    }
  });
});
