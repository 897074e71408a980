import type { StepReport } from '../model/train-steps.ts';

/** Sums over the steps since the last line. */
interface Window {
  steps: number;
  tokens: number;
  loss: number;
  answerLoss: number;
  gradientNorm: number;
}

/** Times of the process, seconds. */
export interface ProcessTimes {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
}

/** Wall time since the process began, and its CPU time over all threads. */
export function readProcessTimes(): ProcessTimes {
  const { user, system } = process.cpuUsage();
  return {
    wallSeconds: performance.now() / 1000,
    cpuSeconds: (user + system) / 1e6,
    startedAtMs: Math.round(performance.timeOrigin),
  };
}

/** A line of the training log; rates and means are over the steps since the line before. */
export interface MeterLine {
  readonly step: number;
  readonly loss: number;
  readonly answerLoss: number;
  readonly gradientNorm: number;
  readonly learningRate: number;
  readonly tokensPerCpuSecond: number;
  readonly tokensPerSecond: number;
  readonly etaSeconds: number;
  /** CPU time of this process so far. */
  readonly cpuSeconds: number;
  /** Time since this process began. */
  readonly wallSeconds: number;
  /** Milliseconds since 1970; with it the processes of a resumed run can be told apart. */
  readonly processStartedAtMs: number;
}

/** Adds up reports; `toLine` gives what came since the last line. */
export interface TrainingMeter {
  readonly add: (report: StepReport) => void;
  readonly toLine: (report: StepReport, totalSteps: number) => MeterLine;
}

/** A meter that starts now. */
export function createTrainingMeter(readTimes: () => ProcessTimes): TrainingMeter {
  let since = readTimes();
  let window: Window = createWindow();
  return {
    add: (report) => {
      window.steps += 1;
      window.tokens += report.tokenCount;
      window.loss += report.loss;
      window.answerLoss += report.answerLoss;
      window.gradientNorm += report.gradientNorm;
    },
    toLine: ({ step, learningRate }, totalSteps) => {
      const now = readTimes();
      const wallSeconds = now.wallSeconds - since.wallSeconds;
      const { steps, tokens, loss, answerLoss, gradientNorm } = window;
      const line: MeterLine = {
        step,
        loss: loss / steps,
        answerLoss: answerLoss / steps,
        gradientNorm: gradientNorm / steps,
        learningRate,
        tokensPerCpuSecond: tokens / (now.cpuSeconds - since.cpuSeconds),
        tokensPerSecond: tokens / wallSeconds,
        etaSeconds: (wallSeconds / steps) * (totalSteps - step),
        cpuSeconds: now.cpuSeconds,
        wallSeconds: now.wallSeconds,
        processStartedAtMs: now.startedAtMs,
      };
      since = now;
      window = createWindow();
      return line;
    },
  };
}

function createWindow(): Window {
  return { steps: 0, tokens: 0, loss: 0, answerLoss: 0, gradientNorm: 0 };
}

/** The line for a person. */
export function toText(line: MeterLine, totalSteps: number): string {
  return [
    `step ${line.step}/${totalSteps}`,
    `loss ${line.loss.toFixed(4)}`,
    `answers ${line.answerLoss.toFixed(4)}`,
    `gradient ${line.gradientNorm.toFixed(2)}`,
    `${Math.round(line.tokensPerCpuSecond)} tokens/CPU s`,
    `${Math.round(line.tokensPerSecond)} tokens/s`,
    `CPU ${(line.cpuSeconds / 60).toFixed(1)} min`,
    `left ${(line.etaSeconds / 60).toFixed(0)} min`,
  ].join(' · ');
}
