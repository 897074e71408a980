import { createRng, type Rng } from '#core/rng/rng.ts';
import { EMBEDDING, toElementCount, toParameterShapes, type NetworkShape } from './network-shape.ts';

/** Values by parameter name, row-major, in the order and with the dimensions of `toParameterShapes`. */
export type Parameters = Readonly<Record<string, Float32Array<ArrayBuffer>>>;

/** Standard deviation of the vocabulary vectors at the start. */
const EMBEDDING_DEVIATION = 0.06;

/**
 * Matrices that write into the residual stream start this much smaller than 1/√inputs, so that every layer starts close to
 * the identity. Source: Bachlechner et al. 2020, arXiv:2003.04887 (there exactly zero, with a learned gate).
 */
const RESIDUAL_SCALE = 0.02;

/** The same parameters with zeros, e.g. the moments of an optimiser. */
export function createZeroParameters(shape: NetworkShape): Parameters {
  return Object.fromEntries(
    Object.entries(toParameterShapes(shape)).map(([name, dims]) => [name, new Float32Array(toElementCount(dims))]),
  );
}

/** Parameters before training. Each tensor has its own stream, so its numbers do not depend on the other tensors. */
export function createInitialParameters(shape: NetworkShape, seed: string): Parameters {
  const root = createRng(`${seed}/parameters`);
  return Object.fromEntries(
    Object.entries(toParameterShapes(shape)).map(([name, dims]) => {
      const [, inputs] = dims;
      if (inputs === undefined) return [name, new Float32Array(toElementCount(dims)).fill(1)];
      const deviation = toDeviation(name, inputs);
      const rng = root.fork(name);
      const values = new Float32Array(toElementCount(dims));
      for (let index = 0; index < values.length; index += 1) values[index] = drawNormal(rng) * deviation;
      return [name, values];
    }),
  );
}

function toDeviation(name: string, inputs: number): number {
  if (name === EMBEDDING) return EMBEDDING_DEVIATION;
  const writesToResidual = name.endsWith('.attentionOutput') || name.endsWith('.down');
  return inputs ** -0.5 * (writesToResidual ? RESIDUAL_SCALE : 1);
}

/**
 * Nearly normal, mean 0, variance 1, within ±6: the sum of twelve uniform numbers (Irwin–Hall). Uses additions only, so that
 * every JavaScript engine gives the same bits, which `Math.log` does not promise.
 */
function drawNormal(rng: Rng): number {
  const steps = 2 ** 24;
  let sum = 0;
  for (let term = 0; term < 12; term += 1) sum += rng.int(0, steps - 1);
  return (sum + 6) / steps - 6;
}
