import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { Report } from '#core/model/report.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { runOnReference } from '#tests/support/run-on-reference.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { createTokenGumbel } from '#workers/decode/token-gumbel.ts';

const base = buildConfig(buildSamples(12));
const config = {
  ...base,
  protocol: { ...base.protocol, epochs: { baseline: 2, perturbed: 1 }, perturbations: [] },
  execution: { batchSize: 2 },
};

function withGraph(reference: ModelRef, path: string): ModelRef {
  const content = Uint8Array.from(readFileSync(`public/models/reference/${path}`));
  const graph = { path, bytes: content.length, sha256: sha256Hex(content) };
  return { ...reference, files: reference.files.map((file) => (file.path.endsWith('.onnx') ? graph : file)) };
}

describe('a grid of the reference model in fp32, in q4 and once more with two threads', () => {
  let run: Awaited<ReturnType<typeof runOnReference>>;
  let report: Report;

  // A real model on a busy machine.
  beforeAll(async () => {
    run = await runOnReference(config, (reference) => [
      reference,
      { ...withGraph(reference, 'onnx/model_q4.onnx'), modelId: 'reference q4', dtype: 'q4' },
      { ...reference, modelId: 'reference 2 threads', threads: 2 },
    ]);
    report = analyseRun(run.rows);
  }, 120_000);

  test('loads each entry once and asks each the same samples', () => {
    expect(run.status).toBe('completed');
    expect(run.openedSessions).toBe(3);
    const rowsOf = (model: string): typeof run.rows.transcripts =>
      run.rows.transcripts.filter((row) => row.model === model);
    expect(rowsOf('reference')).toHaveLength(24);
    for (const { modelId } of run.rows.config.models)
      expect(rowsOf(modelId).map(({ sampleId, epoch, prompt }) => [sampleId, epoch, prompt])).toEqual(
        rowsOf('reference').map(({ sampleId, epoch, prompt }) => [sampleId, epoch, prompt]),
      );
    expect(new Set(run.rows.transcripts.map(({ trialKey }) => trialKey)).size).toBe(72);
    expect(rowsOf('reference q4')[0]?.logprobs).not.toEqual(rowsOf('reference')[0]?.logprobs);
  });

  test('reports each entry, and every two of them with tests that are adjusted for one another', () => {
    for (const { modelId } of run.rows.config.models)
      expect(report.estimates.find(({ metric, model }) => metric === 'accuracy' && model === modelId)?.n).toBe(12);
    const pairs = report.estimates.filter(({ metric }) => metric === 'paired_diff');
    expect(pairs.map(({ model, params }) => [model, params['than']])).toEqual([
      ['reference', 'reference q4'],
      ['reference', 'reference 2 threads'],
      ['reference q4', 'reference 2 threads'],
    ]);
    for (const { adjusted } of pairs) {
      expect(adjusted).toMatchObject({ method: 'holm', tests: 3 });
      expect(adjusted?.adjustedPValue).toBeGreaterThanOrEqual(adjusted?.pValue ?? 1);
    }
  });

  test('makes a bundle that verifies', () => {
    const members = toBundleMembers(run, report, { includeEnvironment: true });
    const findings = verifyBundle(
      new Map(members.map(({ path, bytes }) => [path, bytes])),
      createTextCodec,
      createTokenGumbel,
    );
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
