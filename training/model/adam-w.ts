import * as z from 'zod';
import { EMBEDDING, type NetworkShape } from './network-shape.ts';
import { createZeroParameters, type Parameters } from './parameters.ts';

/** Settings of AdamW. Source: Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2. */
export const AdamWSettings = z.strictObject({
  beta1: z.number().min(0).max(1),
  beta2: z.number().min(0).max(1),
  epsilon: z.number().positive(),
  /** Applied to matrices; neither to norms nor to the vocabulary table, whose rare rows it would only shrink. */
  weightDecay: z.number().nonnegative(),
  /** Gradients are scaled down to this L2 norm over all parameters. */
  clipNorm: z.number().positive(),
});
export type AdamWSettings = z.infer<typeof AdamWSettings>;

/** Running means of the gradient and of its square, and how many steps they saw. */
export interface AdamWState {
  step: number;
  readonly firstMoments: Parameters;
  readonly secondMoments: Parameters;
}

/** The state before the first step. */
export function createAdamWState(shape: NetworkShape): AdamWState {
  return { step: 0, firstMoments: createZeroParameters(shape), secondMoments: createZeroParameters(shape) };
}

/** L2 norm over all gradients. */
export function toGradientNorm(gradients: Parameters): number {
  let sum = 0;
  for (const gradient of Object.values(gradients)) {
    let part = 0;
    for (let index = 0; index < gradient.length; index += 1) part += (gradient[index] ?? 0) ** 2;
    sum += part;
  }
  return Math.sqrt(sum);
}

/** Whether weight decay applies to a parameter. */
function hasDecay(name: string): boolean {
  return name !== EMBEDDING && !name.endsWith('Norm');
}

/**
 * Updates parameters and state in place by one step.
 * @returns the gradient norm before clipping.
 */
export function applyAdamW(
  parameters: Parameters,
  gradients: Parameters,
  state: AdamWState,
  options: { readonly settings: AdamWSettings; readonly learningRate: number },
): number {
  const { settings, learningRate } = options;
  const norm = toGradientNorm(gradients);
  state.step += 1;
  const update: TensorUpdate = {
    ...settings,
    scale: Math.min(1, settings.clipNorm / (norm + 1e-6)),
    // Both bias corrections are folded into constants: m̂/(√v̂ + ε) = m · stepSize / (√v · rootScale + ε).
    stepSize: learningRate / (1 - settings.beta1 ** state.step),
    rootScale: 1 / Math.sqrt(1 - settings.beta2 ** state.step),
    keep: 1,
  };
  for (const [name, values] of Object.entries(parameters)) {
    const gradient = gradients[name];
    const first = state.firstMoments[name];
    const second = state.secondMoments[name];
    if (gradient === undefined || first === undefined || second === undefined)
      throw new Error(`no gradient of ${name}`);
    const keep = hasDecay(name) ? 1 - learningRate * settings.weightDecay : 1;
    updateTensor({ values, gradient, first, second }, { ...update, keep });
  }
  return norm;
}

interface TensorUpdate {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly scale: number;
  readonly stepSize: number;
  readonly rootScale: number;
  readonly keep: number;
}

function updateTensor(
  tensor: Readonly<Record<'values' | 'gradient' | 'first' | 'second', Float32Array>>,
  update: TensorUpdate,
): void {
  const { values, gradient, first, second } = tensor;
  const { beta1, beta2, epsilon, scale, stepSize, rootScale, keep } = update;
  for (let index = 0; index < values.length; index += 1) {
    const slope = (gradient[index] ?? 0) * scale;
    const mean = beta1 * (first[index] ?? 0) + (1 - beta1) * slope;
    const square = beta2 * (second[index] ?? 0) + (1 - beta2) * slope * slope;
    first[index] = mean;
    second[index] = square;
    values[index] = (values[index] ?? 0) * keep - (stepSize * mean) / (Math.sqrt(square) * rootScale + epsilon);
  }
}
