import { describe, expect, test } from 'vitest';
import type { Passages } from '#core/model/passages.ts';
import { createRng } from '#core/rng/rng.ts';
import { contextPosition } from '#protocols/perturbations/context-position.ts';
import { buildPrompt } from '../prompt-builder.ts';

const move = (passages: Passages | undefined, variant: number): Passages | undefined => {
  const prompt = buildPrompt('Which hall?', passages === undefined ? {} : { passages });
  return contextPosition.apply(prompt, {}, variant, createRng(1)).sample.passages;
};

describe('context_position', () => {
  const five = { texts: ['a', 'b', 'GOLD', 'c', 'd'], gold: 2 };

  test('moves the gold passage to the start and the end, and keeps the order of the others', () => {
    expect(move(five, 0)).toEqual({ texts: ['GOLD', 'a', 'b', 'c', 'd'], gold: 0 });
    expect(move(five, 2)).toEqual({ texts: ['a', 'b', 'c', 'd', 'GOLD'], gold: 4 });
  });

  test('moves it to the middle, and does nothing where it is there already', () => {
    expect(move(five, 1)).toBe(five);
    expect(move({ texts: ['GOLD', 'a', 'b'], gold: 0 }, 1)).toEqual({ texts: ['a', 'GOLD', 'b'], gold: 1 });
    expect(move({ texts: ['GOLD', 'a', 'b', 'c'], gold: 0 }, 1)).toEqual({ texts: ['a', 'b', 'GOLD', 'c'], gold: 2 });
  });

  test('has no middle of two, no place to go for one, and nothing to move without passages', () => {
    const two = { texts: ['GOLD', 'a'], gold: 0 };
    expect(move(two, 1)).toBe(two);
    expect(move(two, 2)).toEqual({ texts: ['a', 'GOLD'], gold: 1 });
    const one = { texts: ['GOLD'], gold: 0 };
    for (const variant of [0, 1, 2]) expect(move(one, variant)).toBe(one);
    expect(move(undefined, 0)).toBeUndefined();
  });
});
