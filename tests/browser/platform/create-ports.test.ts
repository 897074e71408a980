import { expect, test } from 'vitest';
import { toConfigHash } from '#core/bundle/config-hash.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import { planRun } from '#harness/plan-run.ts';
import { createPorts } from '#platform/create-ports.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';

const noHash = '0'.repeat(64);

test('making the ports starts no worker and leaves no test hooks', () => {
  const { Worker: realWorker } = globalThis;
  let started = 0;
  globalThis.Worker = class extends realWorker {
    constructor(...args: ConstructorParameters<typeof realWorker>) {
      super(...args);
      started += 1;
    }
  };
  try {
    const ports = createPorts();
    expect(ports.newRunId()).toMatch(/^[0-9a-f-]{36}$/);
  } finally {
    globalThis.Worker = realWorker;
  }
  expect(started).toBe(0);
  expect('plumblineTestHooks' in window).toBe(false);
});

test('the machine is described coarsely', async () => {
  const environment = await createPorts().environment();
  expect(environment.browser).toMatch(/^Chrome \d+$/);
  expect(environment.logicalCores).toBeGreaterThan(0);
  expect(environment.timerStepMs).toBeGreaterThan(0);
  expect(environment.crossOriginIsolated).toBe(crossOriginIsolated);
});

test('free bytes are known without a worker', async () => {
  expect(await createPorts().freeBytes()).toBeGreaterThan(0);
});

test('a run comes back from its journal when the index has lost it', async () => {
  const ports = createPorts();
  const samples = buildSamples(3);
  const config = buildConfig(samples);
  const runId = ports.newRunId();
  const runStart: TranscriptEvent = {
    type: 'run-start',
    schemaVersion: 1,
    runId,
    createdAt: ports.clock.isoNow(),
    configHash: toConfigHash(config),
    config,
    samples,
    build: { version: '0', commit: null, lockfileSha256: noHash, buildSha256: noHash, wasmSha256: [] },
    environment: await ports.environment(),
  };
  expect(await ports.transcripts.importLines(runId, [JSON.stringify(runStart)])).toEqual({ ok: true, value: null });
  const planned = planRun(config, samples);
  expect((await ports.runs.list()).filter((run) => run.runId === runId)).toEqual([
    {
      runId,
      name: config.name,
      modelIds: ['test/scripted'],
      taskTitle: 'Test',
      createdAt: runStart.createdAt,
      status: 'unfinished',
      trialCount: planned.ok ? planned.value.trialCount : -1,
      completedTrials: 0,
    },
  ]);
  const report = await ports.analysis.analyse([JSON.stringify(runStart)], {
    onPart: () => {},
    signal: new AbortController().signal,
  });
  expect(report).toMatchObject({ ok: true, value: { runId } });
  await ports.transcripts.delete(runId);
  await ports.runs.remove(runId);
  expect((await createPorts().runs.list()).filter((run) => run.runId === runId)).toEqual([]);
});
