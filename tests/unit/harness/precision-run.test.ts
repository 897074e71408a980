import { describe, expect, test } from 'vitest';
import { toDesignHash } from '#core/bundle/config-hash.ts';
import { toJsonLines } from '#core/bundle/json-lines.ts';
import { toOk } from '#core/errors/result.ts';
import { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import type { PrecisionTarget } from '#core/model/precision.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import type { RunController } from '#harness/run-state.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { createFakeWorld, type FakeWorld } from '#tests/support/fake-ports.ts';

const samples = buildSamples(24);

const target: PrecisionTarget = {
  metric: { id: 'accuracy' },
  scorer: 'answer',
  halfWidth: 0.12,
  looks: [2, 4, 8, 16],
  maxOutputTokens: null,
  betweenVariance: null,
};

function buildPrecision(change: Partial<PrecisionTarget> = {}): HarnessConfig {
  const config = buildConfig(samples);
  const perturbations = config.protocol.perturbations.slice(0, 1);
  const precision = { ...target, ...change };
  const epochs = { baseline: precision.looks[0] ?? 1, perturbed: 1 };
  return { ...config, protocol: { ...config.protocol, epochs, perturbations, precision } };
}

function toEnd(controller: RunController): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (['completed', 'cancelled', 'stopped'].includes(controller.getState().phase)) resolve();
    };
    controller.subscribe(check);
    check();
  });
}

async function start(world: FakeWorld, config: HarnessConfig): Promise<RunController> {
  const runs = createRunLibrary(world.ports);
  const prepared = await runs.prepare(config);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const started = await runs.start(prepared.value);
  if (!started.ok) throw new Error(started.failure.message);
  return started.value;
}

async function runToEnd(world: FakeWorld, config: HarnessConfig): Promise<FoldedRun> {
  await toEnd(await start(world, config));
  return fold(world);
}

function readEvents(world: FakeWorld): readonly TranscriptEvent[] {
  return (world.disk.get('run-00000001') ?? []).map((line) => TranscriptEvent.parse(JSON.parse(line)));
}

function fold(world: FakeWorld): FoldedRun {
  const folded = toRunRows(readEvents(world));
  if (!folded.ok) throw new Error(folded.failure.message);
  return folded.value;
}

describe('a run with a precision target', () => {
  test('stops where its rule says, with the transcripts of a plain run of as many epochs', async () => {
    const world = createFakeWorld();
    const run = await runToEnd(world, buildPrecision());
    expect(run.status).toBe('completed');
    const record = run.rows.precision;
    expect(record).toMatchObject({ stop: 'reached', lookLevel: 1 - 0.05 / 4 });
    const epochs = record?.looks.at(-1)?.epochs ?? 0;
    expect(epochs).toBeGreaterThan(2);
    expect(epochs).toBeLessThan(16);
    const plain = buildPrecision();
    const { precision: _, ...protocol } = plain.protocol;
    const whole = await runToEnd(createFakeWorld(), {
      ...plain,
      protocol: { ...protocol, epochs: { baseline: epochs, perturbed: 1 } },
    });
    expect(toJsonLines(run.rows.transcripts)).toBe(toJsonLines(whole.rows.transcripts));
    expect(run.plan.trialCount).toBe(whole.plan.trialCount);
    expect(world.summaries.get('run-00000001')).toMatchObject({
      trialCount: whole.plan.trialCount,
      completedTrials: whole.plan.trialCount,
    });
  });

  test('records each look once, as the fold computes it, and perturbs only when the looks are over', async () => {
    const world = createFakeWorld();
    const run = await runToEnd(world, buildPrecision());
    const events = readEvents(world);
    const looks = events.flatMap((event) => {
      if (event.type !== 'precision-look') return [];
      const { type: _, model: __, ...look } = event;
      return [look];
    });
    expect(looks).toEqual(run.rows.precision?.looks);
    expect(looks.at(-1)?.halfWidth).toBeLessThanOrEqual(0.12);
    const lastLook = events.findLastIndex(({ type }) => type === 'precision-look');
    const firstPerturbed = events.findIndex(
      (event) => event.type === 'group-start' && event.conditionId !== 'original',
    );
    expect(firstPerturbed).toBeGreaterThan(lastLook);
  });

  test('cancelled and continued it decides alike', async () => {
    const undisturbed = await runToEnd(createFakeWorld(), buildPrecision());
    let controller: RunController | null = null;
    const world = createFakeWorld({
      beforeGenerate: (_, call) => {
        if (call === 40) void controller?.cancel();
        return toOk(null);
      },
    });
    controller = await start(world, buildPrecision());
    await toEnd(controller);
    expect(fold(world)).toMatchObject({ status: 'cancelled' });
    expect(fold(world).rows.precision?.stop).toBeNull();
    const resumed = await createRunLibrary(createFakeWorld({ disk: world.disk }).ports).continue('run-00000001');
    if (!resumed.ok) throw new Error(resumed.failure.message);
    await toEnd(resumed.value);
    const run = fold(world);
    expect(run.status).toBe('completed');
    expect(toJsonLines(run.rows.transcripts)).toBe(toJsonLines(undisturbed.rows.transcripts));
    expect(run.rows.precision).toEqual(undisturbed.rows.precision);
    const looks = readEvents(world).filter(({ type }) => type === 'precision-look');
    expect(looks).toHaveLength(undisturbed.rows.precision?.looks.length ?? 0);
  });

  test('shows the plan as far as it is decided, and the looks', async () => {
    const controller = await start(createFakeWorld(), buildPrecision());
    expect(controller.getState().plan.trialCount).toBeLessThan(24 * 16);
    await toEnd(controller);
    const { plan, completedTrials, precision } = controller.getState();
    expect(completedTrials).toBe(plan.trialCount);
    expect(precision?.stop).toBe('reached');
  });

  test('stops at the budget of tokens', async () => {
    // Every scripted output is one token: 48 at the first look, 96 expected at the second.
    const run = await runToEnd(createFakeWorld(), buildPrecision({ halfWidth: 0.05, maxOutputTokens: 95 }));
    expect(run.rows.precision).toMatchObject({ stop: 'budget', looks: [{ outputTokens: 48, decision: 'budget' }] });
  });

  test('reports the interval that allows for the looks, and warns of the others', async () => {
    const run = await runToEnd(createFakeWorld(), buildPrecision());
    const report = analyseRun(run.rows);
    const last = run.rows.precision?.looks.at(-1);
    const find = (metric: string): (typeof report.estimates)[number] | undefined =>
      report.estimates.find(
        (estimate) =>
          estimate.metric === metric &&
          estimate.conditionId === 'original' &&
          Object.keys(estimate.params).every((name) => name === 'of'),
      );
    const accuracy = find('accuracy');
    expect(accuracy?.value).toBeCloseTo(last?.value ?? 0, 12);
    expect(accuracy?.interval).toMatchObject({ level: 0.95, method: 'CI-T (4 looks)' });
    const half = ((accuracy?.interval?.upper ?? 0) - (accuracy?.interval?.lower ?? 0)) / 2;
    expect(half).toBeCloseTo(last?.halfWidth ?? 0, 12);
    expect(find('agreement_pairwise')?.interval?.method).toBe('CI-T');
    expect(report.precision).toEqual(run.rows.precision);
    expect(report.warnings.join('\n')).toContain('chosen by looking at accuracy');
  });
});

describe('a precision target that cannot be', () => {
  test.each<[string, Partial<PrecisionTarget>, string]>([
    ['an unknown scorer', { scorer: 'other' }, 'protocol.precision.scorer'],
    ['looks that do not grow', { looks: [4, 4, 8] }, 'protocol.precision.looks[1]'],
    ['a k above the first look', { metric: { id: 'pass_hat_k', k: 9 } }, 'protocol.precision.metric.k'],
    ['a single look', { looks: [4] }, 'protocol.precision.looks'],
    ['no width', { halfWidth: 0 }, 'protocol.precision.halfWidth'],
  ])('%s is named', (_, change, place) => {
    const parsed = parseConfig(JSON.parse(JSON.stringify(buildPrecision(change))));
    expect(parsed.ok ? null : parsed.failure.location).toBe(place);
  });

  test('a first look that is not the epochs, and temperature 0', () => {
    const config = buildPrecision();
    const other = { ...config, protocol: { ...config.protocol, epochs: { baseline: 3, perturbed: 1 } } };
    expect(parseConfig(JSON.parse(JSON.stringify(other)))).toMatchObject({
      failure: { location: 'protocol.precision.looks[0]' },
    });
    const greedy = { ...config, decoding: { ...config.decoding, temperature: 0 } };
    expect(parseConfig(JSON.parse(JSON.stringify(greedy)))).toMatchObject({
      failure: { location: 'protocol.precision' },
    });
  });

  test('below the floor of a stated variance it is refused before the run', async () => {
    const prepare = (betweenVariance: number): Promise<unknown> =>
      createRunLibrary(createFakeWorld().ports).prepare(buildPrecision({ betweenVariance }));
    expect(await prepare(0.2)).toMatchObject({
      ok: false,
      failure: { location: 'protocol.precision.halfWidth', message: expect.stringContaining('samples like these') },
    });
    expect(await prepare(0.001)).toMatchObject({ ok: true });
  });

  test('agreement on few clusters is refused: its interval fails there', async () => {
    const prepared = await createRunLibrary(createFakeWorld().ports).prepare(
      buildPrecision({ metric: { id: 'agreement_pairwise' } }),
    );
    expect(prepared).toMatchObject({ ok: false, failure: { location: 'protocol.precision.metric' } });
  });

  test('a stated variance is no part of the experiment, the target is', () => {
    const hash = toDesignHash(buildPrecision());
    expect(toDesignHash(buildPrecision({ betweenVariance: 0.001 }))).toBe(hash);
    expect(toDesignHash(buildPrecision({ halfWidth: 0.2 }))).not.toBe(hash);
    const plain = buildConfig(samples);
    const withNull = { ...plain, protocol: { ...plain.protocol, precision: null } };
    expect(toDesignHash(withNull)).toBe(toDesignHash(plain));
  });

  test('no epochs are added to a run whose number the rule decided', async () => {
    const world = createFakeWorld();
    await runToEnd(world, buildPrecision());
    const extended = await createRunLibrary(world.ports).extend('run-00000001', { baseline: 32, perturbed: 1 });
    expect(extended.ok ? '' : extended.failure.message).toContain('precision target');
  });
});
