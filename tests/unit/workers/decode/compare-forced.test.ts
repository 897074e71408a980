import { describe, expect, it } from 'vitest';
import { klDivergence } from '#core/stats/distribution-distance.ts';
import { createHashedLogits, createScriptedBackend, type LogitsOf } from '#tests/support/scripted-backend.ts';
import type { ForcedRequest } from '#workers/contract/inference.ts';
import { compareForced } from '#workers/decode/compare-forced.ts';
import type { ScoreDeps } from '#workers/decode/force-tokens.ts';
import { readForced } from '#workers/decode/read-forced.ts';

const VOCABULARY = 50;
const original = createHashedLogits(VOCABULARY);
const replica: LogitsOf = (history) => original(history).map((logit, token) => logit * 0.8 + (token % 3) * 0.4);
const request: ForcedRequest = {
  groupIndex: 0,
  promptTokenIds: [5, 6, 7],
  tokenIds: [1, 2, 3, 4, 9],
  positions: [0, 2, 3],
};

function createDeps(changes: Partial<ScoreDeps> = {}): ScoreDeps {
  return {
    contextLength: null,
    now: () => 0,
    toTimestamp: () => '2026-11-20T00:00:00.000Z',
    yieldToMessages: async () => undefined,
    isCancelled: () => false,
    reportDelta: () => undefined,
    ...changes,
  };
}

function softmax(logits: Float32Array): readonly number[] {
  const shares = [...logits].map((logit) => Math.exp(logit));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

async function compare(of: LogitsOf, against: LogitsOf) {
  const reference = await readForced(createScriptedBackend(VOCABULARY, of), request, createDeps());
  if (!reference.ok) throw new Error(reference.failure.message);
  const backend = createScriptedBackend(VOCABULARY, against);
  return compareForced(backend, { ...request, reference: reference.value }, createDeps());
}

describe('an output forced through two sessions', () => {
  it('has at each place the divergence of both softmax distributions and their likeliest tokens', async () => {
    const compared = await compare(original, replica);
    if (!compared.ok) throw new Error(compared.failure.message);
    expect(compared.value.map(({ position }) => position)).toEqual([0, 2, 3]);
    for (const { position, top, replicaTop, kl } of compared.value) {
      const history = [...request.promptTokenIds, ...request.tokenIds.slice(0, position)];
      const [p, q] = [softmax(original(history)), softmax(replica(history))];
      expect(kl).toBeCloseTo(klDivergence(p, q), 10);
      expect(top).toBe(p.indexOf(Math.max(...p)));
      expect(replicaTop).toBe(q.indexOf(Math.max(...q)));
    }
  });

  it('has no divergence from itself, and none that is finite where the replica excludes a token', async () => {
    const same = await compare(original, original);
    expect(same.ok && same.value.map(({ kl }) => kl)).toEqual([0, 0, 0]);
    const excluding = await compare(original, (history) => original(history).fill(-Infinity, 3, 4));
    expect(excluding.ok && excluding.value.map(({ kl }) => kl)).toEqual([null, null, null]);
    const excluded = await compare((history) => original(history).fill(-Infinity, 3, 4), original);
    expect(excluded.ok && excluded.value.every(({ kl }) => kl !== null && kl > 0)).toBe(true);
  });

  it('feeds nothing behind the last place', async () => {
    const backend = createScriptedBackend(VOCABULARY, original);
    await readForced(backend, request, createDeps());
    expect(backend.calls).toEqual(['prefill 3', 'fork 1', 'step 1', 'step 1', 'step 1']);
  });

  it('refuses another vocabulary, numbers that are none, too long an output, and heeds a cancel', async () => {
    const other = await readForced(createScriptedBackend(60, createHashedLogits(60)), request, createDeps());
    if (!other.ok) throw new Error(other.failure.message);
    const backend = createScriptedBackend(VOCABULARY, original);
    const unlike = await compareForced(backend, { ...request, reference: other.value }, createDeps());
    expect(!unlike.ok && unlike.failure.message).toContain('50 tokens and the original 60');
    const broken = await compare(original, (history) => original(history).fill(NaN));
    expect(!broken.ok && broken.failure.code).toBe('runtime-unsupported');
    const long = await readForced(backend, request, createDeps({ contextLength: 5 }));
    expect(!long.ok && long.failure.code).toBe('context-overflow');
    const cancelled = await readForced(backend, request, createDeps({ isCancelled: () => true }));
    expect(!cancelled.ok && cancelled.failure.code).toBe('cancelled');
  });
});
