import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { Decoding } from '#core/model/decoding.ts';
import { createForcedLogits, createHashedLogits, createScriptedBackend } from '#tests/support/scripted-backend.ts';
import type { GenerationDelta, GroupRequest } from '#workers/contract/inference.ts';
import { decodeGroup, type DecodeDeps } from '#workers/decode/decode-group.ts';

const VOCABULARY = 40;
const STOP = 39;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const decoding: Decoding = {
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  maxNewTokens: 12,
  stopStrings: [],
};

/** Tokens 0–25 are letters, the others have no text. */
const decode = (tokenIds: readonly number[]): string => tokenIds.map((token) => LETTERS[token] ?? '').join('');

/** A clock that moves 1 ms at each look. */
function createDeps(changes: Partial<DecodeDeps> = {}): DecodeDeps {
  let time = 0;
  return {
    decode,
    stopTokenIds: [STOP],
    contextLength: null,
    now: () => (time += 1),
    toTimestamp: () => '2026-11-20T00:00:00.000Z',
    yieldToMessages: async () => undefined,
    isCancelled: () => false,
    reportDelta: () => undefined,
    ...changes,
  };
}

function toRequest(changes: Partial<GroupRequest> = {}): GroupRequest {
  const trialKeys = Array.from({ length: 16 }, (_, index) => sha256Hex(`trial ${index}`));
  return { groupIndex: 3, promptTokenIds: [5, 6, 7], trialKeys, decoding, batchSize: 16, ...changes };
}

/** Outputs by trial key of a group on the hashed model. */
async function toOutputs(request: GroupRequest): Promise<Readonly<Record<string, unknown>>> {
  const result = await decodeGroup(
    createScriptedBackend(VOCABULARY, createHashedLogits(VOCABULARY)),
    request,
    createDeps(),
  );
  if (!result.ok) throw new Error(result.failure.message);
  return Object.fromEntries(result.value.rows.map((row) => [row.trialKey, row.output]));
}

/** The only row of a group whose model says `tokens`. */
async function decodeForced(tokens: readonly number[], changes: Partial<Decoding>, deps: Partial<DecodeDeps> = {}) {
  const request = toRequest({ trialKeys: [sha256Hex('one')], decoding: { ...decoding, temperature: 0, ...changes } });
  const backend = createScriptedBackend(VOCABULARY, createForcedLogits(VOCABULARY, 3, tokens));
  const result = await decodeGroup(backend, request, createDeps(deps));
  if (!result.ok) throw new Error(result.failure.message);
  return result.value.rows[0]?.output;
}

describe('results do not depend on how the work is cut up', () => {
  it.each([{}, { temperature: 0.7, topP: 0.9 }, { repetitionPenalty: 1.3, topK: 12 }])(
    'batch sizes 1, 4 and 16 and reversed order give the same outputs under %o',
    async (changes) => {
      const request = toRequest({ decoding: { ...decoding, ...changes, maxNewTokens: 30 } });
      const whole = await toOutputs(request);
      expect(new Set(Object.values(whole).map((output) => JSON.stringify(output))).size).toBeGreaterThan(10);
      for (const batchSize of [1, 4, 5]) expect(await toOutputs({ ...request, batchSize })).toEqual(whole);
      expect(await toOutputs({ ...request, trialKeys: request.trialKeys.toReversed() })).toEqual(whole);
    },
  );

  it('prefills once, forks each batch, and rows that end leave the batch', async () => {
    const backend = createScriptedBackend(VOCABULARY, createHashedLogits(VOCABULARY));
    const result = await decodeGroup(backend, toRequest({ batchSize: 8 }), createDeps());
    expect(result.ok).toBe(true);
    expect(backend.calls.filter((call) => call.startsWith('prefill'))).toEqual(['prefill 3']);
    expect(backend.calls.filter((call) => call.startsWith('fork'))).toHaveLength(2);
    expect(backend.calls.some((call) => call.startsWith('drop'))).toBe(true);
  });

  it('keeps the order of the trial keys', async () => {
    const request = toRequest();
    const backend = createScriptedBackend(VOCABULARY, createHashedLogits(VOCABULARY));
    const result = await decodeGroup(backend, request, createDeps());
    expect(result.ok && result.value.rows.map((row) => row.trialKey)).toEqual(request.trialKeys);
  });
});

describe('a row ends', () => {
  it('at a stop token, which is kept in the ids and left out of the text', async () => {
    const output = await decodeForced([0, 1, STOP, 2], {});
    expect(output).toMatchObject({ outputText: 'ab', outputTokenIds: [0, 1, STOP], finishReason: 'stop-token' });
    expect(output?.logprobs).toHaveLength(3);
  });

  it('at a stop string across tokens, with the text cut before it', async () => {
    const output = await decodeForced([0, 1, 2, 3, 4], { stopStrings: ['zz', 'cd'] });
    expect(output).toMatchObject({ outputText: 'ab', outputTokenIds: [0, 1, 2, 3], finishReason: 'stop-string' });
  });

  it('at the earliest stop string when several are completed by one token', async () => {
    const words = ['x', 'one two', ' three'];
    const deps = { decode: (ids: readonly number[]) => ids.map((id) => words[id] ?? '').join('') };
    const output = await decodeForced([0, 1, 2], { stopStrings: ['two', 'one'] }, deps);
    expect(output).toMatchObject({ outputText: 'x', finishReason: 'stop-string' });
  });

  it('at maxNewTokens', async () => {
    const output = await decodeForced([0], { maxNewTokens: 5 });
    expect(output).toMatchObject({ outputText: 'aaaaa', finishReason: 'length' });
  });

  it('with its first token when one is all that is asked for, without a step', async () => {
    const backend = createScriptedBackend(VOCABULARY, createHashedLogits(VOCABULARY));
    const request = toRequest({ decoding: { ...decoding, maxNewTokens: 1 } });
    expect((await decodeGroup(backend, request, createDeps())).ok).toBe(true);
    expect(backend.calls).toEqual(['prefill 3']);
  });

  it('when the context is full', async () => {
    const output = await decodeForced([0], {}, { contextLength: 5 });
    expect(output).toMatchObject({ outputTokenIds: [0, 0], finishReason: 'context' });
  });
});

describe('a group fails', () => {
  it('with context-overflow when the prompt leaves no room', async () => {
    const backend = createScriptedBackend(VOCABULARY, createHashedLogits(VOCABULARY));
    const result = await decodeGroup(backend, toRequest(), createDeps({ contextLength: 3 }));
    expect(result).toMatchObject({ ok: false, failure: { code: 'context-overflow' } });
    expect(backend.calls).toEqual([]);
  });

  it('with cancelled after at most one further step', async () => {
    let steps = 0;
    let isCancelled = false;
    const backend = createScriptedBackend(VOCABULARY, createHashedLogits(VOCABULARY), () => {
      steps += 1;
      if (steps === 2) isCancelled = true;
    });
    const result = await decodeGroup(backend, toRequest(), createDeps({ isCancelled: () => isCancelled }));
    expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(steps).toBe(2);
  });

  it('when the model gives logits that are not numbers', async () => {
    const backend = createScriptedBackend(VOCABULARY, () => new Float32Array(VOCABULARY).fill(NaN));
    const result = await decodeGroup(backend, toRequest(), createDeps());
    expect(result).toMatchObject({ ok: false, failure: { code: 'runtime-unsupported' } });
  });
});

describe('times and live view', () => {
  it('shares prefill and steps among the rows and orders the moments of each row', async () => {
    const backend = createScriptedBackend(VOCABULARY, createHashedLogits(VOCABULARY));
    const result = await decodeGroup(backend, toRequest({ batchSize: 8 }), createDeps());
    if (!result.ok) throw new Error(result.failure.message);
    const { rows, profile } = result.value;
    const computeMs = rows.reduce((sum, row) => sum + row.timing.computeMs, 0);
    // Times are kept to a microsecond; each of 16 rows may be half of one off.
    expect(Math.abs(computeMs - Math.max(...rows.map((row) => row.timing.e2eMs)))).toBeLessThan(computeMs / 2);
    expect(profile.runtimeMs + profile.samplingMs + profile.otherMs).toBeGreaterThan(computeMs);
    for (const { timing, output } of rows) {
      expect(timing).toMatchObject({ batchSize: 8, promptTokens: 3, outputTokens: output.outputTokenIds.length });
      expect(timing.prefillMs).toBeLessThan(timing.ttftMs);
      expect(timing.ttftMs).toBeLessThanOrEqual(timing.e2eMs);
    }
    expect(rows[8]?.timing.ttftMs).toBeGreaterThan(rows[0]?.timing.e2eMs ?? Infinity);
  });

  it('reports all output tokens and the text of the first row that still runs', async () => {
    const deltas: GenerationDelta[] = [];
    await decodeForced([0, 1, 2, STOP], {}, { reportDelta: (create) => void deltas.push(create()) });
    expect(deltas.map(({ text, outputTokens, activeRows }) => [text, outputTokens, activeRows])).toEqual([
      ['a', 1, 1],
      ['ab', 2, 1],
      ['abc', 3, 1],
      ['', 4, 0],
    ]);
    expect(deltas[0]?.groupIndex).toBe(3);
  });
});
