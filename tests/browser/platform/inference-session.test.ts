import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { ModelSession } from '#harness/ports.ts';
import { createInferenceClient } from '#platform/inference-client.ts';
import { createWorkerRegistry } from '#platform/worker-registry.ts';
import type { GenerationDelta, GroupRequest } from '#workers/contract/inference.ts';

const PATHS = ['onnx/model.onnx', 'tokenizer.json', 'tokenizer_config.json', 'config.json', 'generation_config.json'];
const registry = createWorkerRegistry();
const deltas: GenerationDelta[] = [];
let ref: ModelRef;
let session: ModelSession;

beforeAll(async () => {
  ref = await toReferenceRef();
  session = await openSession();
});
afterAll(() => session[Symbol.asyncDispose]());

async function toReferenceRef(): Promise<ModelRef> {
  const files = await Promise.all(
    PATHS.map(async (path) => {
      const bytes = new Uint8Array(await (await fetch(`/models/reference/${path}`)).arrayBuffer());
      return { path, bytes: bytes.length, sha256: sha256Hex(bytes) };
    }),
  );
  return {
    modelId: 'reference',
    runtime: 'ort',
    device: 'wasm',
    threads: 1,
    dtype: 'fp32',
    source: { type: 'embedded', path: 'reference' },
    revision: null,
    licence: null,
    files,
    chatTemplate: null,
  };
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.message} ${result.failure.detail}`);
  return result.value;
}

async function openSession(): Promise<ModelSession> {
  const { signal } = new AbortController();
  const onDelta = (delta: GenerationDelta): number => deltas.push(delta);
  return unwrap(await createInferenceClient(registry).open(ref, { onProgress: () => undefined, onDelta, signal }));
}

async function toRequest(maxNewTokens: number): Promise<GroupRequest> {
  const [prompt] = unwrap(await session.prepare([{ system: null, user: 'Copy: a b c' }], new AbortController().signal));
  return {
    groupIndex: 0,
    promptTokenIds: prompt?.promptTokenIds ?? [],
    trialKeys: Array.from({ length: 8 }, (_, row) => sha256Hex(`trial ${row}`)),
    decoding: { temperature: 5, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, maxNewTokens, stopStrings: [] },
    batchSize: 8,
  };
}

describe('a session over the real worker', () => {
  test('generates, and tells how far it is', async () => {
    const output = unwrap(await session.generate(await toRequest(20), new AbortController().signal));
    expect(output.rows).toHaveLength(8);
    expect(output.rows[0]?.output.outputTokenIds.length).toBeGreaterThan(0);
    await expect.poll(() => deltas.length).toBeGreaterThan(0);
    expect(session.report).toMatchObject({ modelId: 'reference', graphFile: 'onnx/model.onnx' });
  });

  test('stops soon after a cancel, and goes on afterwards', async () => {
    const request = await toRequest(400);
    const controller = new AbortController();
    const generating = session.generate(request, controller.signal);
    setTimeout(() => controller.abort(), 20);
    expect(await generating).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(await session.generate(request, AbortSignal.abort())).toMatchObject({ failure: { code: 'cancelled' } });
    expect((await session.generate(await toRequest(2), new AbortController().signal)).ok).toBe(true);
  });

  test('scores options alike alone and together, and stops soon after a cancel', async () => {
    const { signal } = new AbortController();
    const continuations = ['Asha', 'Nisha in the garage', 'Noah'];
    const [prepared] = unwrap(await session.prepare([{ system: null, user: 'Who is it?', continuations }], signal));
    const tokens = prepared?.continuations ?? [];
    expect(tokens).toHaveLength(3);
    const request = {
      groupIndex: 0,
      promptTokenIds: prepared?.promptTokenIds ?? [],
      continuations: tokens,
      batchSize: 3,
    };
    const together = unwrap(await session.scoreContinuations(request, signal)).continuations;
    for (const [index, alone] of tokens.entries()) {
      const scored = unwrap(await session.scoreContinuations({ ...request, continuations: [alone] }, signal));
      expect(scored.continuations).toEqual([together[index]]);
    }
    const controller = new AbortController();
    const long = Array.from({ length: 16 }, () => Array.from({ length: 400 }, () => 5));
    const scoring = session.scoreContinuations({ ...request, continuations: long, batchSize: 16 }, controller.signal);
    setTimeout(() => controller.abort(), 20);
    expect(await scoring).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect((await session.scoreContinuations(request, signal)).ok).toBe(true);
  });

  test('fails every call once its worker was killed; a new one goes on', async () => {
    const generating = session.generate(await toRequest(400), new AbortController().signal);
    expect(registry.kill('inference')).toBe(1);
    expect(await generating).toMatchObject({ ok: false, failure: { code: 'worker-crashed' } });
    expect(await session.prepare([], new AbortController().signal)).toMatchObject({
      ok: false,
      failure: { code: 'worker-crashed' },
    });
    await session[Symbol.asyncDispose]();
    session = await openSession();
    expect((await session.prepare([], new AbortController().signal)).ok).toBe(true);
  });
});
