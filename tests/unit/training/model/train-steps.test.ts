import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import { decodeCheckpoint, encodeCheckpoint, encodeWeights } from '#training/model/checkpoint.ts';
import { createTrainingState, trainSteps, type StepReport, type TrainingState } from '#training/model/train-steps.ts';
import { openTrainingSession } from '#training/model/training-session.ts';
import { createSettings, SMALL_SHAPE, toCountingRows } from './small-network.ts';

/** Trains to `untilStep` of 40 and returns the reports. */
async function train(state: TrainingState, untilStep: number): Promise<readonly StepReport[]> {
  await using session = await openTrainingSession(SMALL_SHAPE);
  const reports: StepReport[] = [];
  for await (const report of trainSteps(createSettings(40), state, { session, toRows: toCountingRows })) {
    reports.push(report);
    if (report.step === untilStep) break;
  }
  return reports;
}

const toHash = (state: TrainingState): string => sha256Hex(encodeWeights(SMALL_SHAPE, state.parameters));

describe('training', () => {
  it('gives the same bits when it is run again', async () => {
    const [first, second] = [createTrainingState(createSettings(40)), createTrainingState(createSettings(40))];
    expect(await train(first, 40)).toEqual(await train(second, 40));
    expect(toHash(first)).toBe(toHash(second));
  });

  it('goes on from a checkpoint as if it had not stopped', async () => {
    const settings = createSettings(40);
    const whole = createTrainingState(settings);
    await train(whole, 20);
    const half = createTrainingState(settings);
    await train(half, 10);
    const resumed = decodeCheckpoint(settings, encodeCheckpoint(settings, half));
    const reports = await train(resumed, 20);
    expect(reports.map((report) => report.step)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(encodeCheckpoint(settings, resumed)).toEqual(encodeCheckpoint(settings, whole));
  });

  it('refuses a checkpoint of other settings', () => {
    const file = encodeCheckpoint(createSettings(40), createTrainingState(createSettings(40)));
    expect(() => decodeCheckpoint(createSettings(41), file)).toThrow(/other settings/);
  });

  it('learns to count', async () => {
    const reports = await train(createTrainingState(createSettings(40)), 40);
    expect(reports[0]?.answerLoss).toBeGreaterThan(2);
    expect(reports.at(-1)?.answerLoss).toBeLessThan(0.8 * (reports[0]?.answerLoss ?? 0));
  });
});
