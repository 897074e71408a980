import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { HarnessConfig } from '#core/model/harness-config.ts';
import { parseSamplesJsonl } from '#core/model/parse-samples.ts';
import type { Estimate } from '#core/model/report.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { runOnReference } from '#tests/support/run-on-reference.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';

const PUBLIC = new URL('../../../public/', import.meta.url);
const read = (path: string): Buffer => readFileSync(new URL(path, PUBLIC));

let run: FoldedRun;
let estimates: readonly Estimate[];

/** The shipped configuration with its samples inline and one perturbation, which keeps the time short. */
beforeAll(async () => {
  const config = HarnessConfig.parse(JSON.parse(read('configs/maintenance-desk-choice.json').toString()));
  const { samples: file } = config.task;
  if (file.type !== 'file') throw new Error('the samples are a file');
  const samples = parseSamplesJsonl(read(file.path), file.path);
  if (!samples.ok) throw new Error(samples.failure.message);
  const perturbations = config.protocol.perturbations.filter(({ id }) => id === 'opt_rotate');
  run = await runOnReference({
    ...config,
    task: { ...config.task, samples: { type: 'inline', samples: [...samples.value] } },
    protocol: { ...config.protocol, perturbations },
    analysis: { ...config.analysis, bootstrap: { ...config.analysis.bootstrap, resamples: 200 } },
  });
  estimates = analyseRun(run.rows).estimates;
}, 300_000);

function find(metric: string, scorer: string, conditionId: string, source?: string): Estimate | undefined {
  return estimates.find(
    (estimate) =>
      estimate.metric === metric &&
      estimate.scorer === scorer &&
      estimate.conditionId === conditionId &&
      (source === undefined || estimate.params['source'] === source),
  );
}

describe('the ready configuration that chooses, on the reference model', () => {
  test('completes, and its bundle is accepted', () => {
    expect(run.status).toBe('completed');
    expect(run.rows.transcripts.filter(({ status }) => status === 'completed')).toHaveLength(run.plan.trialCount);
    const members = toBundleMembers(run, analyseRun(run.rows), { includeEnvironment: true });
    expect(verifyBundle(new Map(members.map(({ path, bytes }) => [path, bytes])), createTextCodec)).toEqual([]);
  }, 120_000);

  test('is right more often than by chance, and is measured by length too', () => {
    const chances = run.rows.samples.map(({ options }) => 1 / (options?.texts.length ?? 1));
    const chance = chances.reduce((sum, value) => sum + value, 0) / chances.length;
    expect(find('accuracy', 'acc', 'original')).toMatchObject({ n: 96 });
    expect(find('accuracy', 'acc', 'original')?.value).toBeGreaterThan(chance);
    for (const scorer of ['acc_norm', 'acc_bytes']) expect(find('accuracy', scorer, 'original')?.value).not.toBeNull();
  });

  test('has a confidence in every choice, which tells right from wrong', () => {
    expect(find('confidence_coverage', 'acc', 'original', 'option_softmax')?.value).toBe(1);
    expect(find('auroc', 'acc', 'original', 'option_softmax')?.value).toBeGreaterThan(0.5);
  });
});
