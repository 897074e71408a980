import { describe, expect, it } from 'vitest';
import { toLearningRate } from '#training/model/learning-rate.ts';

const schedule = { peak: 0.01, warmupSteps: 10, totalSteps: 110, finalShare: 0.1 };

describe('the learning rate', () => {
  it('rises in a line, falls in half a cosine, and stays at its end', () => {
    expect(toLearningRate(schedule, 1)).toBeCloseTo(0.001, 12);
    expect(toLearningRate(schedule, 10)).toBeCloseTo(0.01, 12);
    expect(toLearningRate(schedule, 60)).toBeCloseTo(0.01 * (0.1 + 0.9 / 2), 12);
    expect(toLearningRate(schedule, 110)).toBeCloseTo(0.001, 12);
    expect(toLearningRate(schedule, 500)).toBeCloseTo(0.001, 12);
  });
});
