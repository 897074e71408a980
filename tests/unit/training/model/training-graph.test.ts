import { describe, expect, it } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { openTrainingSession, type Batch } from '#training/model/training-session.ts';
import { toReferenceLogits, toReferenceLoss, type PlainParameters } from './reference-loss.ts';
import { createRoughParameters, SMALL_SHAPE } from './small-network.ts';

const rows = [
  [3, 1, 4, 1, 5, 9],
  [2, 6, 5, 3, 17, 18],
];
/** Row, position, target and weight of the judged tokens; one row is judged less, as if it were filled up. */
const judged = [
  { row: 0, position: 0, target: 7, weight: 0.1 },
  { row: 0, position: 2, target: 1, weight: 0.2 },
  { row: 0, position: 5, target: 18, weight: 0.3 },
  { row: 1, position: 1, target: 5, weight: 0.15 },
  { row: 1, position: 3, target: 0, weight: 0.25 },
];
const batch: Batch = {
  ids: BigInt64Array.from(rows.flat(), BigInt),
  rows: 2,
  time: 6,
  selected: BigInt64Array.from(judged, ({ row, position }) => BigInt(row * 6 + position)),
  targets: BigInt64Array.from(judged, ({ target }) => BigInt(target)),
  weights: Float32Array.from(judged, ({ weight }) => weight),
};

function toLosses(parameters: PlainParameters): readonly number[] {
  const logits = rows.map((ids) => toReferenceLogits(SMALL_SHAPE, parameters, ids));
  return judged.map(({ row, position, target }) => toReferenceLoss(logits[row]?.[position] ?? [], target));
}

function toObjective(parameters: PlainParameters): number {
  return toLosses(parameters).reduce((sum, loss, index) => sum + loss * (batch.weights[index] ?? 0), 0);
}

/** Directions of ±1 in which each parameter is tried. */
const DIRECTIONS = 6;

/**
 * Error of a gradient relative to its length, from derivatives of the reference along random directions of ±1, by central differences
 * in double precision. The mean square of what a vector gives along such directions is its squared length (Hutchinson 1989), so a wrong entry
 * shows in every direction, at two evaluations a direction instead of two an entry.
 */
function toGradientError(parameters: PlainParameters, name: string, gradient: ArrayLike<number>): number {
  const rng = createRng('directions').fork(name);
  const values = [...(parameters[name] ?? [])];
  const step = 1e-5 / Math.sqrt(values.length);
  const squares = Array.from({ length: DIRECTIONS }, () => {
    const signs = values.map(() => 2 * rng.int(0, 1) - 1);
    const at = (distance: number): number =>
      toObjective({ ...parameters, [name]: values.map((value, index) => value + distance * (signs[index] ?? 0)) });
    const wanted = (at(step) - at(-step)) / (2 * step);
    const found = signs.reduce((sum, sign, index) => sum + sign * (gradient[index] ?? 0), 0);
    return (wanted - found) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / DIRECTIONS) / Math.hypot(...Array.from(gradient));
}

describe('the training graph', () => {
  it('gives the losses and, for every parameter, the gradient of the formulas', { timeout: 120_000 }, async () => {
    await using session = await openTrainingSession(SMALL_SHAPE);
    const parameters = createRoughParameters(SMALL_SHAPE);
    const plain = Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, [...values]]));
    const { losses, gradients } = await session.run(parameters, batch);
    for (const [index, loss] of toLosses(plain).entries()) expect(losses[index]).toBeCloseTo(loss, 5);
    const errors = Object.keys(plain).map((name) => {
      return { name, error: toGradientError(plain, name, gradients[name] ?? []) };
    });
    expect(errors.filter(({ error }) => !(error < 5e-6))).toEqual([]);
  });
});
