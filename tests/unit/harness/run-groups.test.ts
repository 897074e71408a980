import { describe, expect, test } from 'vitest';
import { toFailed, toOk } from '#core/errors/result.ts';
import { TranscriptEvent } from '#core/events/transcript-event.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import type { RunController } from '#harness/run-state.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { createFakeWorld, toScriptedOutput, type FakeWorld } from '#tests/support/fake-ports.ts';

const samples = buildSamples(6);
const config = buildConfig(samples);

async function startRun(world: FakeWorld, asked = config): Promise<RunController> {
  const runs = createRunLibrary(world.ports);
  const prepared = await runs.prepare(asked);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const started = await runs.start(prepared.value);
  if (!started.ok) throw new Error(started.failure.message);
  return started.value;
}

function toEnd(controller: RunController): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (['completed', 'cancelled', 'stopped', 'paused'].includes(controller.getState().phase)) resolve();
    };
    controller.subscribe(check);
    check();
  });
}

function fold(world: FakeWorld): FoldedRun {
  const folded = toRunRows(
    (world.disk.get('run-00000001') ?? []).map((line) => TranscriptEvent.parse(JSON.parse(line))),
  );
  if (!folded.ok) throw new Error(folded.failure.message);
  return folded.value;
}

async function runToEnd(world: FakeWorld): Promise<FoldedRun> {
  await toEnd(await startRun(world));
  return fold(world);
}

describe('a run', () => {
  test('completes every planned trial and stores it in plan order', async () => {
    const folded = await runToEnd(createFakeWorld());
    expect(folded.status).toBe('completed');
    expect(folded.rows.transcripts.map((row) => row.trialKey)).toEqual(
      folded.plan.groups.flatMap((group) => group.trials.map((trial) => trial.trialKey)),
    );
    expect(folded.rows.scores).toHaveLength(folded.rows.transcripts.length);
    expect(folded.effectiveConfig.models[0]?.determinismCheck.identical).toBe(true);
  });

  test('a GPU that is lost is opened again, and proved again before it goes on', async () => {
    const gpuConfig = { ...config, models: config.models.map((model) => ({ ...model, device: 'webgpu' as const })) };
    const run = async (world: FakeWorld): Promise<FoldedRun> => {
      await toEnd(await startRun(world, gpuConfig));
      return fold(world);
    };
    const undisturbed = await run(createFakeWorld());
    const world = createFakeWorld({
      beforeGenerate: (_, call) => (call === 5 ? toFailed('device-lost', 'gone') : toOk(null)),
    });
    const folded = await run(world);
    expect(folded.status).toBe('completed');
    expect(folded.rows.transcripts).toEqual(undisturbed.rows.transcripts);
    expect(new Set(folded.rows.attempts.map(({ failureCode }) => failureCode))).toEqual(new Set(['device-lost']));
    const proofs = (world.disk.get('run-00000001') ?? [])
      .map((line) => TranscriptEvent.parse(JSON.parse(line)).type)
      .filter((type) => ['canary-end', 'determinism-check-end', 'control-probe-end', 'trial-error'].includes(type));
    const once = proofs.filter((type, index) => type !== proofs[index - 1]);
    expect(once).toEqual([
      'canary-end',
      'determinism-check-end',
      'control-probe-end',
      'canary-end',
      'determinism-check-end',
      'trial-error',
    ]);
    expect(folded.effectiveConfig.models[0]).toMatchObject({ canary: { verdict: 'passed' } });
    // One session, one in its place, and the processor beside each.
    expect(world.openedSessions()).toBe(4);
  });

  test('a worker that dies costs an attempt and a new worker, not a score', async () => {
    const undisturbed = await runToEnd(createFakeWorld());
    const world = createFakeWorld({
      beforeGenerate: (_, call) => (call === 5 ? toFailed('worker-crashed', 'gone') : toOk(null)),
    });
    const folded = await runToEnd(world);
    expect(world.openedSessions()).toBe(2);
    expect(folded.rows.transcripts).toEqual(undisturbed.rows.transcripts);
    expect(folded.rows.attempts).toHaveLength(4);
    expect(folded.rows.attempts.every((attempt) => !attempt.final)).toBe(true);
  });

  test('a trial that fails three times is failed, counted and not scored', async () => {
    const broken = samples[2]?.input ?? '';
    const length = Array.from(broken).length;
    const failing = createFakeWorld({
      beforeGenerate: (request) =>
        request.groupIndex === 2 && request.promptTokenIds.length === length
          ? toFailed('out-of-memory', 'no room')
          : toOk(null),
    });
    const folded = await runToEnd(failing);
    const failed = folded.rows.transcripts.filter((row) => row.status === 'failed');
    expect(failed).toHaveLength(4);
    expect(failed.every((row) => row.failureCode === 'out-of-memory' && row.outputText === null)).toBe(true);
    expect(folded.rows.scores.some((score) => failed.some((row) => row.trialKey === score.trialKey))).toBe(false);
    expect(folded.rows.attempts).toHaveLength(12);
  });

  test('cancelled and continued gives the transcripts of an uninterrupted run', async () => {
    const undisturbed = await runToEnd(createFakeWorld());
    let controller: RunController | null = null;
    const world = createFakeWorld({
      beforeGenerate: (_, call) => {
        if (call === 9) void controller?.cancel();
        return toOk(null);
      },
    });
    controller = await startRun(world);
    await toEnd(controller);
    expect(fold(world).status).toBe('cancelled');
    expect(fold(world).rows.transcripts.length).toBeLessThan(undisturbed.rows.transcripts.length);
    const later = createFakeWorld({ disk: world.disk });
    const resumed = await createRunLibrary(later.ports).continue('run-00000001');
    if (!resumed.ok) throw new Error(resumed.failure.message);
    await toEnd(resumed.value);
    expect(fold(later).status).toBe('completed');
    expect(JSON.stringify(fold(later).rows.transcripts)).toBe(JSON.stringify(undisturbed.rows.transcripts));
  });

  test('a run that stopped before its first line begins again on continue, and an unknown one leaves nothing', async () => {
    let isBroken = true;
    const world = createFakeWorld();
    const { runtime } = world.ports;
    const ports = {
      ...world.ports,
      runtime: {
        ...runtime,
        open: (...given: Parameters<typeof runtime.open>) =>
          isBroken ? Promise.resolve(toFailed('model-missing-file', 'not there')) : runtime.open(...given),
      },
    };
    const runs = createRunLibrary(ports);
    const prepared = await runs.prepare(config);
    if (!prepared.ok) throw new Error(prepared.failure.message);
    const started = await runs.start(prepared.value);
    if (!started.ok) throw new Error(started.failure.message);
    await toEnd(started.value);
    expect(started.value.getState().failure?.code).toBe('model-missing-file');
    isBroken = false;
    const again = await runs.continue('run-00000001');
    if (!again.ok) throw new Error(again.failure.message);
    await toEnd(again.value);
    expect(fold(world).status).toBe('completed');
    const unknown = await runs.continue('run-unknown');
    expect(unknown.ok ? null : unknown.failure.message).toContain('not stored here');
    expect([...world.disk.keys()]).toEqual(['run-00000001']);
  });

  test('attempts that failed are counted also when no new worker can be opened', async () => {
    const world = createFakeWorld({
      beforeGenerate: (_, call) => (call === 7 ? toFailed('worker-crashed', 'gone') : toOk(null)),
    });
    const { runtime } = world.ports;
    let opened = 0;
    const ports = {
      ...world.ports,
      runtime: {
        ...runtime,
        open: (...given: Parameters<typeof runtime.open>) => {
          opened += 1;
          return opened === 1 ? runtime.open(...given) : Promise.resolve(toFailed('out-of-memory', 'no room'));
        },
      },
    };
    const controller = await startRun({ ...world, ports });
    await toEnd(controller);
    expect(controller.getState().failure?.code).toBe('out-of-memory');
    expect(controller.getState().retriedAttempts).toBe(4);
    expect(fold(world).rows.attempts).toHaveLength(4);
  });

  test('another build refuses to continue a run', async () => {
    const world = createFakeWorld();
    await runToEnd(world);
    const other = createFakeWorld({ disk: world.disk, buildSha256: '2'.repeat(64) });
    const resumed = await createRunLibrary(other.ports).continue('run-00000001');
    expect(resumed.ok ? null : resumed.failure.message).toContain('another build');
  });

  test('a full disk stops the run with what has landed', async () => {
    const world = createFakeWorld({ appendsUntilFull: 6 });
    const controller = await startRun(world);
    await toEnd(controller);
    expect(controller.getState().phase).toBe('stopped');
    expect(controller.getState().failure?.code).toBe('storage-quota');
    expect(fold(world).rows.transcripts.length).toBeGreaterThan(0);
  });

  test('a prompt longer than the context is refused before anything is written', async () => {
    const world = createFakeWorld({ report: { contextLength: 20 } });
    const controller = await startRun(world);
    await toEnd(controller);
    expect(controller.getState().failure?.code).toBe('context-overflow');
    expect(controller.getState().failure?.message).toContain('sample-');
    expect(world.disk.size).toBe(0);
    expect(world.summaries.size).toBe(0);
  });

  test('pausing waits after the group in flight and resuming goes on', async () => {
    let controller: RunController | null = null;
    const world = createFakeWorld({
      beforeGenerate: (_, call) => {
        if (call === 6) controller?.pause();
        return toOk(null);
      },
    });
    controller = await startRun(world);
    await toEnd(controller);
    expect(controller.getState().phase).toBe('paused');
    controller.resume();
    await new Promise<void>((resolve) => {
      controller.subscribe(() => {
        if (controller.getState().phase === 'completed') resolve();
      });
    });
    expect(fold(world).rows.transcripts).toHaveLength(controller.getState().plan.trialCount);
  });

  test('batches larger than the graph allows are refused with the reason', async () => {
    const world = createFakeWorld({
      report: {
        maxBatchSize: 1,
        graph: {
          layers: 1,
          kvHeads: 1,
          headDim: 1,
          vocabularySize: 8,
          inputs: [],
          batchSensitiveOperators: ['DynamicQuantizeLinear'],
        },
      },
    });
    const controller = await startRun(world);
    await toEnd(controller);
    expect(controller.getState().failure?.message).toContain('DynamicQuantizeLinear');
    expect(world.disk.size).toBe(0);
  });
});

test('the scripted model says yes for about half of the keys', () => {
  expect(toScriptedOutput(`00${'0'.repeat(62)}`).outputText).toBe('yes');
  expect(toScriptedOutput(`ff${'0'.repeat(62)}`).outputText).toBe('no');
});
