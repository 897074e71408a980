import { describe, expect, it } from 'vitest';
import { createHashedLogits, createScriptedBackend } from '#tests/support/scripted-backend.ts';
import type { ScoreRequest } from '#workers/contract/inference.ts';
import type { ScoreDeps } from '#workers/decode/force-tokens.ts';
import { scoreContinuations } from '#workers/decode/score-continuations.ts';
import { scoreText } from '#workers/decode/score-text.ts';
import { toTextWindows } from '#workers/decode/text-windows.ts';

const VOCABULARY = 40;
const logitsOf = createHashedLogits(VOCABULARY);
const PROMPT = [5, 6, 7];
const CONTINUATIONS = [[1], [2, 3, 4, 5, 6], [7, 8], [9, 10, 11], [2, 3, 4], [39, 0], [8]];

/** A clock that moves 1 ms at each look. */
function createDeps(changes: Partial<ScoreDeps> = {}): ScoreDeps {
  let time = 0;
  return {
    contextLength: null,
    now: () => (time += 1),
    toTimestamp: () => '2026-11-20T00:00:00.000Z',
    yieldToMessages: async () => undefined,
    isCancelled: () => false,
    reportDelta: () => undefined,
    ...changes,
  };
}

function toRequest(changes: Partial<ScoreRequest> = {}): ScoreRequest {
  return { groupIndex: 3, promptTokenIds: PROMPT, continuations: CONTINUATIONS, batchSize: 16, ...changes };
}

async function score(changes: Partial<ScoreRequest> = {}) {
  const result = await scoreContinuations(
    createScriptedBackend(VOCABULARY, logitsOf),
    toRequest(changes),
    createDeps(),
  );
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

/** ln p of `token` after `history`, by the definition of softmax. */
function toNaturalLog(history: readonly number[], token: number): number {
  const logits = [...logitsOf(history)];
  return (logits[token] ?? NaN) - Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
}

describe('forced continuations', () => {
  it('have the log-probability of each token given all before it', async () => {
    const { continuations } = await score();
    for (const [index, tokenIds] of CONTINUATIONS.entries()) {
      const expected = tokenIds.map((token, at) => toNaturalLog([...PROMPT, ...tokenIds.slice(0, at)], token));
      expect(continuations[index]?.map(({ token }) => token)).toEqual(tokenIds);
      for (const [at, { logprob }] of (continuations[index] ?? []).entries())
        expect(logprob).toBeCloseTo(expected[at] ?? NaN, 6);
    }
  });

  it('are the same alone, in batches of any size and in any order, to the last bit', async () => {
    const { continuations: whole } = await score();
    for (const batchSize of [1, 2, 3]) expect((await score({ batchSize })).continuations).toEqual(whole);
    const reversed = await score({ continuations: CONTINUATIONS.toReversed() });
    expect(reversed.continuations.toReversed()).toEqual(whole);
    for (const [index, tokenIds] of CONTINUATIONS.entries())
      expect((await score({ continuations: [tokenIds] })).continuations).toEqual([whole[index]]);
  });

  it('add up: a continuation is its beginning, then its rest after that beginning', async () => {
    const [whole] = (await score({ continuations: [[2, 3, 4, 5, 6]] })).continuations;
    const [start] = (await score({ continuations: [[2, 3]] })).continuations;
    const [rest] = (await score({ promptTokenIds: [...PROMPT, 2, 3], continuations: [[4, 5, 6]] })).continuations;
    expect([...(start ?? []), ...(rest ?? [])]).toEqual(whole);
  });

  it('cost one prefill; no row is fed its last token and finished rows leave', async () => {
    const backend = createScriptedBackend(VOCABULARY, logitsOf);
    expect((await scoreContinuations(backend, toRequest(), createDeps())).ok).toBe(true);
    // Lengths above 1: 5, 2, 3, 3, 2.
    expect(backend.calls).toEqual([
      'prefill 3',
      'fork 5',
      'step 5',
      'drop 0,2,3',
      'step 3',
      'drop 0',
      'step 1',
      'step 1',
    ]);
  });

  it('need no step when each is one token', async () => {
    const backend = createScriptedBackend(VOCABULARY, logitsOf);
    await scoreContinuations(backend, toRequest({ continuations: [[1], [2]] }), createDeps());
    expect(backend.calls).toEqual(['prefill 3']);
  });

  it('count tokens and share of time', async () => {
    const { timing, profile, groupIndex } = await score({ batchSize: 3 });
    expect(groupIndex).toBe(3);
    expect(timing).toMatchObject({ promptTokens: 3, outputTokens: CONTINUATIONS.flat().length, batchSize: 3 });
    expect(timing.ttftMs).toBeLessThanOrEqual(timing.e2eMs);
    expect(timing.computeMs).toBeLessThan(timing.e2eMs);
    expect(profile.runtimeMs + profile.samplingMs + profile.otherMs).toBeCloseTo(timing.e2eMs, 6);
  });
});

describe('scoring fails', () => {
  it.each([
    { name: 'an empty continuation', changes: { continuations: [[1], []] }, code: 'task-invalid' },
    { name: 'an empty prompt', changes: { promptTokenIds: [] }, code: 'task-invalid' },
    { name: 'a token past the graph', changes: { continuations: [[VOCABULARY]] }, code: 'runtime-unsupported' },
  ])('with $code for $name', async ({ changes, code }) => {
    const backend = createScriptedBackend(VOCABULARY, logitsOf);
    const result = await scoreContinuations(backend, toRequest(changes), createDeps());
    expect(result).toMatchObject({ ok: false, failure: { code } });
  });

  it('with context-overflow when a token would be fed past the context, not before', async () => {
    const backend = createScriptedBackend(VOCABULARY, logitsOf);
    const fits = await scoreContinuations(backend, toRequest(), createDeps({ contextLength: 7 }));
    expect(fits.ok).toBe(true);
    const overflows = await scoreContinuations(backend, toRequest(), createDeps({ contextLength: 6 }));
    expect(overflows).toMatchObject({ failure: { code: 'context-overflow' } });
  });

  it('with cancelled after at most one further step', async () => {
    let steps = 0;
    const backend = createScriptedBackend(VOCABULARY, logitsOf, () => {
      steps += 1;
    });
    const result = await scoreContinuations(backend, toRequest(), createDeps({ isCancelled: () => steps === 2 }));
    expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(steps).toBe(2);
  });

  it('when the model gives logits that are not numbers', async () => {
    const backend = createScriptedBackend(VOCABULARY, () => new Float32Array(VOCABULARY).fill(NaN));
    const result = await scoreContinuations(backend, toRequest(), createDeps());
    expect(result).toMatchObject({ ok: false, failure: { code: 'runtime-unsupported' } });
  });
});

describe('windows of a text', () => {
  it('score each token once and see as much as fits', () => {
    for (const [count, length, stride] of [
      [1, 4, 4],
      [4, 4, 4],
      [5, 4, 4],
      [23, 4, 1],
      [23, 7, 3],
      [100, 10, 10],
    ] as const) {
      const windows = toTextWindows(count, length, stride);
      expect(windows.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at))).toEqual([
        ...Array(count).keys(),
      ]);
      for (const { contextStart, start, end } of windows.slice(1)) {
        expect(end - 1 - contextStart).toBe(length);
        expect(contextStart).toBeGreaterThanOrEqual(0);
        expect(contextStart).toBeLessThan(start);
      }
    }
  });

  it('are those of lm-evaluation-harness at full stride', () => {
    // Ten tokens, windows of 4, one token of context: inputs [-100,0,1,2], [3,4,5,6], [5,6,7,8]; predicted 0-3, 4-7, 8-9.
    expect(toTextWindows(10, 4, 4)).toEqual([
      { contextStart: -1, start: 0, end: 4 },
      { contextStart: 3, start: 4, end: 8 },
      { contextStart: 5, start: 8, end: 10 },
    ]);
  });
});

describe('a scored text', () => {
  const encodeText = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0) - 97);
  const scoreLetters = (text: string, windowLength: number | null, stride: number, contextLength: number | null = 8) =>
    scoreText(
      createScriptedBackend(VOCABULARY, logitsOf),
      { groupIndex: 0, text, stride, windowLength },
      { ...createDeps({ contextLength }), encodeText, prefixTokenId: 39 },
    );

  it('has every token in order, each by the window that scores it', async () => {
    const text = 'abcdefghijklmnopq';
    const ids = encodeText(text);
    const result = await scoreLetters(text, null, 3);
    if (!result.ok) throw new Error(result.failure.message);
    const [scored] = result.value.continuations;
    expect(scored?.map(({ token }) => token)).toEqual(ids);
    expect(scored?.[0]?.logprob).toBeCloseTo(toNaturalLog([39], 0), 6);
    expect(scored?.[7]?.logprob).toBeCloseTo(toNaturalLog([39, ...ids.slice(0, 7)], 7), 6);
    // The second window predicts 8…10 from tokens 2…9.
    expect(scored?.[8]?.logprob).toBeCloseTo(toNaturalLog(ids.slice(2, 8), 8), 6);
    expect(scored?.[10]?.logprob).toBeCloseTo(toNaturalLog(ids.slice(2, 10), 10), 6);
    expect(result.value.timing.outputTokens).toBe(17);
  });

  it.each([
    { name: 'a window longer than the context', args: ['abc', 9, 1] as const, code: 'context-overflow' },
    { name: 'a stride longer than the window', args: ['abc', 4, 5] as const, code: 'task-invalid' },
    { name: 'no stride', args: ['abc', 4, 0] as const, code: 'task-invalid' },
    { name: 'no text', args: ['', 4, 4] as const, code: 'task-invalid' },
  ])('fails with $code for $name', async ({ args, code }) => {
    expect(await scoreLetters(args[0], args[1], args[2])).toMatchObject({ ok: false, failure: { code } });
  });
});
