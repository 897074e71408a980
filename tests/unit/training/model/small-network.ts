import { createRng } from '#core/rng/rng.ts';
import type { TokenRow } from '#training/model/batches.ts';
import type { NetworkShape } from '#training/model/network-shape.ts';
import { createInitialParameters, type Parameters } from '#training/model/parameters.ts';
import type { TrainingSettings } from '#training/model/train-steps.ts';

/** Every feature of the real network, in as few numbers as possible. */
export const SMALL_SHAPE: NetworkShape = {
  vocabularySize: 19,
  width: 12,
  layers: 2,
  heads: 4,
  kvHeads: 2,
  headDim: 8,
  innerWidth: 10,
  contextLength: 32,
  ropeTheta: 100,
  normEpsilon: 1e-5,
};

/** Weights far from the start, so that no part of the network is close to the identity. */
export function createRoughParameters(shape: NetworkShape): Parameters {
  const rng = createRng('rough');
  const draw = (): number => rng.int(-1000, 1000) / 1000;
  return Object.fromEntries(
    Object.entries(createInitialParameters(shape, 'rough')).map(([name, values]) => [
      name,
      values.map(() => (name.endsWith('Norm') ? 1 + 0.3 * draw() : 0.6 * draw())),
    ]),
  );
}

/** Settings of a short run over `toCountingRows`. */
export function createSettings(totalSteps: number): TrainingSettings {
  return {
    seed: 'test',
    shape: SMALL_SHAPE,
    optimiser: { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 },
    schedule: { peak: 0.02, warmupSteps: 5, totalSteps, finalShare: 0.05 },
    batches: { maxTokens: 64, promptWeight: 0.1, promptShare: 0.5 },
  };
}

/** Rows that count upwards from a random start: the answer is the second half. */
export function toCountingRows(pool: number): readonly TokenRow[] {
  const rng = createRng(`counting/${pool}`);
  return Array.from({ length: 40 }, () => {
    const length = rng.int(4, 12);
    const start = rng.int(0, 18);
    return {
      ids: Uint16Array.from({ length }, (_, index) => (start + index) % 19),
      isAnswer: Uint8Array.from({ length }, (_, index) => (index >= length / 2 ? 1 : 0)),
    };
  });
}
