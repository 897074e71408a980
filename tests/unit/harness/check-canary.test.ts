import { describe, expect, test, vi } from 'vitest';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import { checkCanary } from '#harness/check-canary.ts';
import { compareLogits } from '#harness/compare-logits.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import type { ModelSession } from '#harness/ports.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import type { ForcedRequest } from '#workers/contract/inference.ts';
import { createFakeWorld, fakeLoadReport } from '#tests/support/fake-ports.ts';

const VOCABULARY = 64;
const config = buildConfig(buildSamples(3));
const [model] = config.models;
if (model === undefined) throw new Error('the configuration has a model');
const gpu: ModelRef = { ...model, device: 'webgpu' };

/** A session whose logits at a place are `toLogit(token of the vocabulary, prompt length)`. */
function createSession(toLogit: (token: number, promptLength: number) => number, lengths: number[] = []): ModelSession {
  return {
    report: { ...fakeLoadReport, contextLength: 512 },
    readForced: ({ promptTokenIds, positions }: ForcedRequest) => {
      lengths.push(promptTokenIds.length);
      const row = Array.from({ length: VOCABULARY }, (_, token) => toLogit(token, promptTokenIds.length));
      const logits = Float32Array.from(positions.flatMap(() => row));
      return Promise.resolve(toOk({ logits, vocabularySize: VOCABULARY }));
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  } as unknown as ModelSession;
}

const sound = (token: number): number => (token === 9 ? 3 : Math.sin(token * 3));
const promptTokenIds = [1, 2, 3, 4, 5];

async function check(session: ModelSession, open: () => Promise<Result<ModelSession>>) {
  const result = await checkCanary(session, {
    model: gpu,
    threshold: null,
    promptTokenIds,
    open,
    signal: new AbortController().signal,
  });
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

describe('the canary', () => {
  test('passes a GPU that differs in the last bits, over prompts on both sides of 32 tokens', async () => {
    const lengths: number[] = [];
    const open = vi.fn(() => Promise.resolve(toOk(createSession(sound))));
    const canary = await check(
      createSession((token) => sound(token) + 1e-5, lengths),
      open,
    );
    expect(canary).toMatchObject({ verdict: 'passed', reason: null, top1: 1 });
    expect(canary.maxLogitDelta).toBeCloseTo(1e-5, 6);
    expect(Math.min(...lengths)).toBeLessThan(32);
    expect(Math.max(...lengths)).toBeGreaterThan(64);
    expect(open).toHaveBeenCalledTimes(1);
    expect(open.mock.calls[0]).toMatchObject([{ device: 'wasm', threads: 1 }]);
  });

  test('calls a GPU suspect that is wrong from 32 tokens on, as one was seen to be', async () => {
    const wrong = (token: number, length: number): number => sound(token) + (length > 32 && token === 20 ? 9 : 0);
    const canary = await check(createSession(wrong), () => Promise.resolve(toOk(createSession(sound))));
    expect(canary.verdict).toBe('suspect');
    expect(canary.top1).toBeLessThan(1);
    expect(canary.maxLogitDelta).toBeGreaterThan(0.3);
  });

  test('calls a GPU suspect that gives no numbers', async () => {
    const canary = await check(
      createSession(() => NaN),
      () => Promise.resolve(toOk(createSession(sound))),
    );
    expect(canary).toMatchObject({ verdict: 'suspect', maxLogitDelta: null });
  });

  test('says that nothing was checked when the processor cannot compute the reference', async () => {
    const canary = await check(createSession(sound), () => Promise.resolve(toFailed('out-of-memory', 'too large')));
    expect(canary).toMatchObject({ verdict: 'unchecked', reason: 'out-of-memory: too large', places: 0, top1: null });
  });
});

test('places without a clear winner are no evidence against a GPU', () => {
  const reference = { logits: Float32Array.of(1, 1.001, 0, 5, 1, 0), vocabularySize: 3 };
  const own = { logits: Float32Array.of(1.002, 1.001, 0, 5, 1, 0), vocabularySize: 3 };
  const result = compareLogits([{ reference, own }]);
  expect(result).toMatchObject({ places: 2, clearPlaces: 1, sameTop: 1 });
  expect(result.maxLogitDelta).toBeCloseTo(0.002, 5);
});

test('a vocabulary of another size is no comparison', () => {
  const reference = { logits: Float32Array.of(1, 2), vocabularySize: 2 };
  const own = { logits: Float32Array.of(1, 2, 3), vocabularySize: 3 };
  expect(compareLogits([{ reference, own }]).maxLogitDelta).toBeNull();
});

describe('a run on a GPU', () => {
  async function run(isSound: boolean): Promise<FoldedRun> {
    const report = (ref: ModelRef): LoadReport => ({
      ...fakeLoadReport,
      runtime: { ...fakeLoadReport.runtime, device: ref.device },
    });
    const plain = createFakeWorld();
    const world = createFakeWorld({
      session: async (ref) => {
        const opened = await plain.ports.runtime.open(ref, {} as Parameters<typeof plain.ports.runtime.open>[1]);
        if (!opened.ok) return opened;
        const isShifted = ref.device === 'webgpu' && !isSound;
        const forced = createSession((token) => sound(token) + (isShifted ? Math.cos(token) : 0));
        return toOk({
          ...opened.value,
          report: report(ref),
          readForced: (request, signal) => forced.readForced(request, signal),
        });
      },
    });
    const library = createRunLibrary(world.ports);
    const prepared = await library.prepare({ ...config, models: [gpu] });
    if (!prepared.ok) throw new Error(prepared.failure.message);
    const started = await library.start(prepared.value);
    if (!started.ok) throw new Error(started.failure.message);
    const { runId } = started.value.getState();
    await vi.waitFor(() => expect(started.value.getState().phase).toBe('completed'));
    const events = await world.ports.transcripts.read(runId);
    if (!events.ok) throw new Error(events.failure.message);
    const types = events.value.map(({ type }) => type);
    expect(types.indexOf('canary-end')).toBeGreaterThan(0);
    expect(types.indexOf('canary-end')).toBeLessThan(types.indexOf('trial-end'));
    const folded = toRunRows(events.value);
    if (!folded.ok) throw new Error(folded.failure.message);
    return folded.value;
  }

  const isSuspect = (warning: string): boolean => warning.includes('numerically suspect');

  test('keeps its canary in the effective configuration, and says nothing when it passed', async () => {
    const folded = await run(true);
    expect(folded.effectiveConfig.models[0]?.canary).toMatchObject({ verdict: 'passed', top1: 1 });
    expect(analyseRun(folded.rows).warnings.filter(isSuspect)).toEqual([]);
  });

  test('is called numerically suspect in the report, in report.html and in the README of the bundle', async () => {
    const folded = await run(false);
    const report = analyseRun(folded.rows);
    expect(report.warnings.filter(isSuspect)).toHaveLength(1);
    const members = toBundleMembers(folded, report, { includeEnvironment: true });
    for (const path of ['report.json', 'report.html', 'README.md', 'effective-config.json']) {
      const bytes = members.find((member) => member.path === path)?.bytes;
      expect(new TextDecoder().decode(bytes), path).toContain('suspect');
    }
  });
});
