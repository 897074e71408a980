import { describe, expect, it } from 'vitest';
import { applyAdamW } from '#training/model/adam-w.ts';

const settings = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 };
const names = ['embedding', 'finalNorm', 'layers.0.down'];
const fill = (value: number) => Object.fromEntries(names.map((name) => [name, Float32Array.of(value)]));

/** Algorithm 2 of arXiv:1711.05101 as it is written there. */
function follow(start: number, slopes: readonly number[], decay: number, learningRate: number): number {
  let [value, mean, square] = [start, 0, 0];
  for (const [index, slope] of slopes.entries()) {
    mean = settings.beta1 * mean + (1 - settings.beta1) * slope;
    square = settings.beta2 * square + (1 - settings.beta2) * slope ** 2;
    const step = mean / (1 - settings.beta1 ** (index + 1));
    const size = Math.sqrt(square / (1 - settings.beta2 ** (index + 1)));
    value -= learningRate * (step / (size + settings.epsilon) + decay * value);
  }
  return value;
}

describe('AdamW', () => {
  it('follows the published algorithm and decays matrices only', () => {
    const slopes = [0.3, -0.2, 0.5];
    const parameters = fill(2);
    const state = { step: 0, firstMoments: fill(0), secondMoments: fill(0) };
    for (const slope of slopes) applyAdamW(parameters, fill(slope), state, { settings, learningRate: 0.01 });
    for (const name of names) {
      const decay = name === 'layers.0.down' ? settings.weightDecay : 0;
      expect(parameters[name]?.[0]).toBeCloseTo(follow(2, slopes, decay, 0.01), 5);
    }
  });

  it('scales gradients down to the norm of the settings and reports the norm before', () => {
    const [large, small] = [fill(2), fill(2)];
    const toState = () => ({ step: 0, firstMoments: fill(0), secondMoments: fill(0) });
    const [largeState, smallState] = [toState(), toState()];
    const options = { settings, learningRate: 0.01 };
    expect(applyAdamW(large, fill(10), largeState, options)).toBeCloseTo(10 * Math.sqrt(3), 5);
    applyAdamW(small, fill(1 / Math.sqrt(3)), smallState, options);
    expect(largeState.firstMoments['embedding']?.[0]).toBeCloseTo(smallState.firstMoments['embedding']?.[0] ?? 0, 6);
  });
});
