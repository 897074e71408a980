import { describe, expect, it } from 'vitest';
import { createTrainingMeter } from '#training/pipeline/training-meter.ts';
import { LogLine, toRunTimes } from '#training/pipeline/run-cost.ts';

/** A line of the older form, without wall time. */
function line(step: number, cpuSeconds: number, slowdown = 1): LogLine {
  return { step, answerLoss: 1, tokensPerCpuSecond: 1000 * slowdown, tokensPerSecond: 1000, cpuSeconds };
}

describe('times of a run', () => {
  it('are those of the last line of a run that was never stopped', () => {
    expect(toRunTimes([line(1, 3), line(50, 10), line(100, 20)])).toEqual({
      cpuSeconds: 20,
      wallSeconds: 20,
      processes: 1,
    });
  });

  it('add up over processes, whose clocks start again', () => {
    const lines = [line(1, 3), line(50, 10), line(100, 20), line(100, 4), line(150, 14), line(200, 3)];
    expect(toRunTimes(lines)).toMatchObject({ cpuSeconds: 20 + 14 + 3, processes: 3 });
  });

  it('take wall time from the two speeds of a line: half the tokens a second, twice the seconds', () => {
    expect(toRunTimes([line(1, 2), line(50, 12, 2), line(100, 16)])).toMatchObject({ wallSeconds: 2 + 20 + 4 });
  });

  it('take the wall time that a line states, and tell processes apart by their start', () => {
    const stated = (step: number, cpu: number, wall: number, start: number): LogLine => ({
      ...line(step, cpu),
      wallSeconds: wall,
      processStartedAtMs: start,
    });
    const lines = [stated(1, 2, 5, 1000), stated(50, 10, 25, 1000), stated(100, 12, 30, 9000)];
    expect(toRunTimes(lines)).toEqual({ cpuSeconds: 22, wallSeconds: 55, processes: 2 });
  });

  it('are in the lines that the trainer writes', () => {
    let now = 0;
    const meter = createTrainingMeter(() => {
      now += 1;
      return { wallSeconds: 10 * now, cpuSeconds: 4 * now, startedAtMs: 77 };
    });
    const report = { step: 1, loss: 2, answerLoss: 1, gradientNorm: 1, learningRate: 0.1, tokenCount: 500 };
    meter.add(report);
    const written = LogLine.parse(JSON.parse(JSON.stringify(meter.toLine(report, 10))));
    expect(written).toMatchObject({ cpuSeconds: 8, wallSeconds: 20, processStartedAtMs: 77, tokensPerSecond: 50 });
    expect(toRunTimes([written])).toEqual({ cpuSeconds: 8, wallSeconds: 20, processes: 1 });
  });
});
