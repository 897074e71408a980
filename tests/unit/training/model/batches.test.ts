import { describe, expect, it } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { planBatches, toBatch, type TokenRow } from '#training/model/batches.ts';
import { toCountingRows } from './small-network.ts';

const row = (ids: readonly number[], isAnswer: readonly number[]): TokenRow => ({
  ids: Uint16Array.from(ids),
  isAnswer: Uint8Array.from(isAnswer),
});

describe('batches', () => {
  it('use every row once and keep to their size', () => {
    const rows = toCountingRows(0);
    const batches = planBatches(rows, 64, createRng('a'));
    expect(new Set(batches.flat()).size).toBe(rows.length);
    for (const batch of batches) {
      expect(batch.length * (Math.max(...batch.map(({ ids }) => ids.length)) - 1)).toBeLessThanOrEqual(64);
    }
  });

  it('judge each token from the one before it, prompts by their weight', () => {
    const rows = [row([3, 4, 5, 6], [0, 0, 1, 1]), row([7, 8], [0, 1])];
    const batch = toBatch(rows, { maxTokens: 64, promptWeight: 0.5, promptShare: 1 }, createRng('b'));
    expect([batch.rows, batch.time]).toEqual([2, 3]);
    expect([...batch.ids]).toEqual([3n, 4n, 5n, 7n, 0n, 0n]);
    expect([...batch.selected]).toEqual([0n, 1n, 2n, 3n]);
    expect([...batch.targets]).toEqual([4n, 5n, 6n, 8n]);
    expect([...batch.weights].map((weight) => weight * 3.5)).toEqual([
      expect.closeTo(0.5),
      expect.closeTo(1),
      expect.closeTo(1),
      expect.closeTo(1),
    ]);
  });

  it('judge a share of the prompt with as much weight in all', () => {
    const rows = Array.from({ length: 400 }, () => row([1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 1]));
    const batch = toBatch(rows, { maxTokens: 64, promptWeight: 0.1, promptShare: 0.25 }, createRng('c'));
    const [prompt, answers] = [batch.weights.length - 400, 400];
    expect(prompt / 1600).toBeCloseTo(0.25, 1);
    const promptWeight = (prompt * 0.4) / (prompt * 0.4 + answers);
    expect(promptWeight).toBeCloseTo(160 / 560, 1);
  });
});
