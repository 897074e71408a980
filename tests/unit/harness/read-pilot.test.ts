import { describe, expect, test } from 'vitest';
import { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import { EXAMPLE_VARIANCES } from '#core/stats/example-variances.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import { planSensitivityOf } from '#harness/plan-sensitivity-of.ts';
import { readPilot, type Pilot } from '#harness/read-pilot.ts';
import type { RunRows } from '#harness/run-rows.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { createFakeWorld } from '#tests/support/fake-ports.ts';

async function runRows(config: HarnessConfig): Promise<RunRows> {
  const world = createFakeWorld();
  const runs = createRunLibrary(world.ports);
  const prepared = await runs.prepare(config);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const started = await runs.start(prepared.value);
  if (!started.ok) throw new Error(started.failure.message);
  const controller = started.value;
  await new Promise<void>((resolve) => {
    const check = (): void => {
      if (['completed', 'stopped'].includes(controller.getState().phase)) resolve();
    };
    controller.subscribe(check);
    check();
  });
  const lines = world.disk.get('run-00000001') ?? [];
  const folded = toRunRows(lines.map((line) => TranscriptEvent.parse(JSON.parse(line))));
  if (!folded.ok) throw new Error(folded.failure.message);
  return folded.value.rows;
}

function buildPilot(samples: readonly Sample[], models = 1, baseline = 4): HarnessConfig {
  const config = buildConfig(samples);
  const [model] = config.models;
  if (model === undefined) throw new Error('one model');
  return {
    ...config,
    models: Array.from({ length: models }, (_, index) => ({
      ...model,
      modelId: `test/${index}`,
      files: [{ path: 'onnx/model.onnx', bytes: 1, sha256: String(index).repeat(64) }],
    })),
    protocol: { ...config.protocol, epochs: { baseline, perturbed: 1 }, perturbations: [] },
  };
}

function toPilot(rows: RunRows, scorer = 'answer'): Pilot {
  const pilot = readPilot(rows, scorer);
  if (!pilot.ok) throw new Error(pilot.failure.message);
  return pilot.value;
}

describe('a pilot', () => {
  test('has the variances of its report', async () => {
    const rows = await runRows(buildPilot(buildSamples(20)));
    const pilot = toPilot(rows);
    const { estimates } = analyseRun(rows);
    const toPart = (part: string): number | null | undefined =>
      estimates.find(({ metric, params }) => metric === 'variance_decomposition' && params['part'] === part)?.value;
    expect(pilot.variances.within).toBeCloseTo(toPart('within') ?? Number.NaN, 12);
    expect(pilot.variances.between).toBeCloseTo(toPart('between') ?? Number.NaN, 12);
    expect(pilot).toMatchObject({ n: 20, clusters: 20, comparedWith: null });
    expect(pilot.variances.difference).toBe(2 * pilot.variances.between);
    expect(pilot.betweenVariance({ id: 'accuracy' })).toBe(pilot.variances.between);
    expect(pilot.betweenVariance({ id: 'pass_hat_k', k: 3 })).toBeNull();
  });

  test('of two models has the variance of their difference', async () => {
    const rows = await runRows(buildPilot(buildSamples(20), 2));
    const pilot = toPilot(rows);
    expect(pilot).toMatchObject({ model: 'test/0', comparedWith: 'test/1' });
    // Var(d̄ of samples) less the noise of both sides, by hand.
    const toScores = (model: string, sampleId: string): readonly number[] =>
      rows.scores.filter((row) => row.model === model && row.sampleId === sampleId).map(({ value }) => value);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);
    const sides = rows.samples.map(
      ({ sampleId }) => [toScores('test/0', sampleId), toScores('test/1', sampleId)] as const,
    );
    const total = variance(sides.map(([a, b]) => mean(a) - mean(b)));
    const noise = mean(sides.map(([a, b]) => variance(a) / a.length + variance(b) / b.length));
    expect(pilot.variances.difference).toBeCloseTo(Math.max(0, total - noise), 12);
  });

  test('without repetition or with an unknown scorer says nothing', async () => {
    const rows = await runRows(buildPilot(buildSamples(6), 1, 1));
    expect(readPilot(rows, 'answer')).toMatchObject({ ok: false });
    expect(readPilot(rows, 'other')).toMatchObject({
      failure: { message: expect.stringContaining('Its scorers: answer') },
    });
  });
});

test('stated variances count clusters, those of a pilot its samples', () => {
  const samples = buildSamples(12).map((sample, index) => ({ ...sample, clusterId: `c${index % 6}` }));
  const question = { delta: 0.1, alpha: 0.05, power: 0.8, epochs: { a: 4, b: 4 }, level: 0.95 };
  const stated = planSensitivityOf(samples, { type: 'stated', variances: EXAMPLE_VARIANCES }, question);
  const pilot = { model: 'm', scorer: 's', n: 12, clusters: 6, comparedWith: null, betweenVariance: () => null };
  const piloted = planSensitivityOf(
    samples,
    { type: 'pilot', pilot: { ...pilot, variances: EXAMPLE_VARIANCES } },
    question,
  );
  expect((stated.smallestDifference ?? 0) / (piloted.smallestDifference ?? 1)).toBeCloseTo(Math.SQRT2, 12);
  expect((stated.halfWidth ?? 0) / (piloted.halfWidth ?? 1)).toBeCloseTo(Math.SQRT2, 12);
});
