import { describe, expect, test } from 'vitest';
import { toConfigHash } from '#core/bundle/config-hash.ts';
import { toJsonLines } from '#core/bundle/json-lines.ts';
import { toFailed, toOk } from '#core/errors/result.ts';
import { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { HarnessConfig, ProtocolConfig } from '#core/model/harness-config.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import { planExtension, readExtendable } from '#harness/extend-run.ts';
import type { RunController } from '#harness/run-state.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { createFakeWorld, type FakeWorld } from '#tests/support/fake-ports.ts';

const samples = buildSamples(5);

function withEpochs(baseline: number, perturbed: number): HarnessConfig {
  const config = buildConfig(samples);
  return { ...config, protocol: { ...config.protocol, epochs: { baseline, perturbed } } };
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

async function runToEnd(world: FakeWorld, config: HarnessConfig): Promise<string> {
  const runs = createRunLibrary(world.ports);
  const prepared = await runs.prepare(config);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const started = await runs.start(prepared.value);
  if (!started.ok) throw new Error(started.failure.message);
  await toEnd(started.value);
  return started.value.getState().runId;
}

async function extend(world: FakeWorld, runId: string, epochs: ProtocolConfig['epochs']): Promise<string> {
  const extended = await createRunLibrary(world.ports).extend(runId, epochs);
  if (!extended.ok) throw new Error(extended.failure.message);
  await toEnd(extended.value);
  return extended.value.getState().runId;
}

async function refusal(world: FakeWorld, runId: string, epochs: ProtocolConfig['epochs']): Promise<string> {
  const extended = await createRunLibrary(world.ports).extend(runId, epochs);
  if (extended.ok) throw new Error('expected a refusal');
  return `${extended.failure.location}: ${extended.failure.message}`;
}

function fold(world: FakeWorld, runId: string): FoldedRun {
  const folded = toRunRows((world.disk.get(runId) ?? []).map((line) => TranscriptEvent.parse(JSON.parse(line))));
  if (!folded.ok) throw new Error(folded.failure.message);
  return folded.value;
}

describe('adding epochs to a finished run', () => {
  test('gives the transcripts of a run with all epochs at once, and leaves the first run as it is', async () => {
    const whole = createFakeWorld();
    const expected = fold(whole, await runToEnd(whole, withEpochs(8, 3)));
    const generated: string[] = [];
    const world = createFakeWorld({
      beforeGenerate: ({ trialKeys }) => {
        generated.push(...trialKeys);
        return toOk(null);
      },
    });
    const first = await runToEnd(world, withEpochs(4, 2));
    const before = world.disk.get(first);
    const earlier = generated.length;
    const second = await extend(world, first, { baseline: 8, perturbed: 3 });
    const extended = fold(world, second);
    expect(second).not.toBe(first);
    expect(world.disk.get(first)).toEqual(before);
    expect(extended.status).toBe('completed');
    expect(toJsonLines(extended.rows.transcripts)).toBe(toJsonLines(expected.rows.transcripts));
    expect(toJsonLines(extended.rows.scores)).toBe(toJsonLines(expected.rows.scores));
    // Only what is new is run, its first group again to check the session.
    expect(new Set(generated.slice(earlier)).size).toBe(extended.plan.trialCount - fold(world, first).plan.trialCount);
    expect(world.summaries.get(second)?.status).toBe('completed');
  });

  test('is on record with the run that it came from, and can be done again', async () => {
    const world = createFakeWorld();
    const first = await runToEnd(world, withEpochs(2, 1));
    const second = await extend(world, first, { baseline: 3, perturbed: 1 });
    const third = await extend(world, second, { baseline: 5, perturbed: 1 });
    expect(fold(world, first).effectiveConfig).not.toHaveProperty('extends');
    expect(fold(world, second).effectiveConfig.extends).toEqual({
      runId: first,
      configHash: toConfigHash(withEpochs(2, 1)),
      epochs: { baseline: 2, perturbed: 1 },
    });
    expect(fold(world, third).effectiveConfig.extends?.runId).toBe(second);
    expect(fold(world, third).rows.configHash).toBe(toConfigHash(withEpochs(5, 1)));
  });

  test('carries failed trials and their attempts', async () => {
    const world = createFakeWorld({
      beforeGenerate: ({ groupIndex }, call) =>
        groupIndex === 1 && call < 20 ? toFailed('out-of-memory', 'no room') : toOk(null),
    });
    const first = await runToEnd(world, withEpochs(2, 1));
    const failed = fold(world, first).rows.attempts.length;
    expect(failed).toBeGreaterThan(0);
    const second = await extend(world, first, { baseline: 4, perturbed: 1 });
    expect(fold(world, second).rows.attempts.slice(0, failed)).toEqual(fold(world, first).rows.attempts);
  });

  test('an interrupted extension is continued as any run', async () => {
    const whole = createFakeWorld();
    const expected = fold(whole, await runToEnd(whole, withEpochs(6, 1)));
    const world = createFakeWorld();
    const first = await runToEnd(world, withEpochs(2, 1));
    let controller: RunController | null = null;
    const later = createFakeWorld({
      disk: world.disk,
      beforeGenerate: (_, call) => {
        if (call === 2) void controller?.cancel();
        return toOk(null);
      },
    });
    const extended = await createRunLibrary(later.ports).extend(first, { baseline: 6, perturbed: 1 });
    if (!extended.ok) throw new Error(extended.failure.message);
    controller = extended.value;
    await toEnd(controller);
    const runId = controller.getState().runId;
    expect(fold(later, runId).status).toBe('cancelled');
    const resumed = await createRunLibrary(createFakeWorld({ disk: world.disk }).ports).continue(runId);
    if (!resumed.ok) throw new Error(resumed.failure.message);
    await toEnd(resumed.value);
    expect(toJsonLines(fold(world, runId).rows.transcripts)).toBe(toJsonLines(expected.rows.transcripts));
  });

  test('says how many trials are new before anything runs', async () => {
    const world = createFakeWorld();
    const run = await readExtendable(world.ports, await runToEnd(world, withEpochs(2, 1)));
    if (!run.ok) throw new Error(run.failure.message);
    const planned = planExtension(run.value, { baseline: 5, perturbed: 2 });
    if (!planned.ok) throw new Error(planned.failure.message);
    const { groups, msPerTrial } = run.value;
    expect(groups.baseline).toBe(5);
    expect(planned.value.newTrials).toBe(5 * 3 + groups.perturbed);
    expect(planned.value.durationMs).toBeCloseTo(planned.value.newTrials * (msPerTrial ?? 0), 9);
    expect(msPerTrial).toBeGreaterThan(0);
  });
});

describe('a run to which no epochs can be added', () => {
  test('fewer epochs, none more, or too many', async () => {
    const world = createFakeWorld();
    const runId = await runToEnd(world, withEpochs(4, 2));
    expect(await refusal(world, runId, { baseline: 3, perturbed: 2 })).toMatch(
      /^protocol\.epochs\.baseline: .*has 4 epochs/,
    );
    expect(await refusal(world, runId, { baseline: 8, perturbed: 1 })).toMatch(/^protocol\.epochs\.perturbed: /);
    expect(await refusal(world, runId, { baseline: 4, perturbed: 2 })).toContain('adds no trial');
    expect(await refusal(world, runId, { baseline: 1001, perturbed: 2 })).toMatch(/^protocol\.epochs\.baseline: /);
    expect([...world.disk.keys()]).toEqual([runId]);
  });

  test('another build, an unfinished run, an unknown one', async () => {
    const world = createFakeWorld();
    const runId = await runToEnd(world, withEpochs(2, 1));
    const other = createFakeWorld({ disk: world.disk, buildSha256: '2'.repeat(64) });
    expect(await refusal(other, runId, { baseline: 4, perturbed: 1 })).toContain('another build');
    const lines = world.disk.get(runId) ?? [];
    world.disk.set(runId, lines.slice(0, -1));
    expect(await refusal(world, runId, { baseline: 4, perturbed: 1 })).toContain('not finished');
    expect(await refusal(world, 'run-unknown', { baseline: 4, perturbed: 1 })).toContain('not stored here');
  });

  test('a choice by log-probability', async () => {
    const choice = samples.map((sample) => ({ ...sample, options: { labels: null, texts: ['yes', 'no'] } }));
    const base = buildConfig(choice);
    const config: HarnessConfig = {
      ...base,
      task: { ...base.task, mode: { type: 'choose', force: 'texts', delimiter: '' } },
      decoding: { ...base.decoding, temperature: 0 },
      protocol: { ...base.protocol, epochs: { baseline: 1, perturbed: 1 }, perturbations: [] },
      scorers: [{ name: 'option', version: 1, rules: [{ type: 'option-likelihood', families: null, per: 'option' }] }],
    };
    const world = createFakeWorld();
    const { runtime } = world.ports;
    const ports = {
      ...world.ports,
      runtime: {
        ...runtime,
        open: async (...given: Parameters<typeof runtime.open>) => {
          const opened = await runtime.open(...given);
          if (!opened.ok) return opened;
          const session = opened.value;
          const prepare: typeof session.prepare = async (prompts, signal) => {
            const prepared = await session.prepare(prompts, signal);
            return prepared.ok ? toOk(prepared.value.map((one) => ({ ...one, continuations: [[1], [2]] }))) : prepared;
          };
          return toOk({ ...session, prepare });
        },
      },
    };
    const runId = await runToEnd({ ...world, ports }, config);
    expect(fold(world, runId).status).toBe('completed');
    expect(await refusal(world, runId, { baseline: 2, perturbed: 1 })).toContain('same in every epoch');
  });
});
