import * as z from 'zod';
import { MachineKind } from '#core/model/disclosure.ts';

/** What a run took, vocabulary included, export and evaluation not. Measured by the processes themselves. */
export const RunCost = z.strictObject({
  /** Over all threads. */
  cpuSeconds: z.number().nonnegative(),
  wallSeconds: z.number().nonnegative(),
  /** One, unless the run was stopped and went on. */
  processes: z.int().positive(),
  /** Different kinds that took part. */
  machines: z.array(MachineKind).min(1).max(20),
  /** `publish`: the run left no note of its machine, so it is the one that published. */
  machinesNotedBy: z.enum(['run', 'publish']),
});
export type RunCost = z.infer<typeof RunCost>;

/** A line of `steps.jsonl` as far as time and loss go; lines of older runs lack the last two fields. */
export const LogLine = z.object({
  step: z.int().positive(),
  answerLoss: z.number(),
  tokensPerCpuSecond: z.number().positive(),
  tokensPerSecond: z.number().positive(),
  /** Since the process began. */
  cpuSeconds: z.number().nonnegative(),
  wallSeconds: z.number().nonnegative().optional(),
  /** Tells the processes of a resumed run apart. */
  processStartedAtMs: z.number().optional(),
});
export type LogLine = z.infer<typeof LogLine>;

/**
 * Times of all processes of a run, in the order of their lines. Clocks restart with a process, so the last line of each counts.
 * Work that was lost with a killed process after its last checkpoint was done all the same, and counts.
 */
export function toRunTimes(lines: readonly LogLine[]): Pick<RunCost, 'cpuSeconds' | 'wallSeconds' | 'processes'> {
  const processes: LogLine[][] = [];
  let previous: LogLine | null = null;
  for (const line of lines) {
    if (previous === null || isOtherProcess(previous, line)) processes.push([]);
    processes.at(-1)?.push(line);
    previous = line;
  }
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    cpuSeconds: roundToMs(sum(processes.map((own) => own.at(-1)?.cpuSeconds ?? 0))),
    wallSeconds: roundToMs(sum(processes.map(toWallSeconds))),
    processes: processes.length,
  };
}

function isOtherProcess(before: LogLine, line: LogLine): boolean {
  if (before.processStartedAtMs !== line.processStartedAtMs) return true;
  return line.cpuSeconds < before.cpuSeconds || line.step <= before.step;
}

/**
 * Lines without a wall time hold two speeds over the same tokens: CPU seconds × tokens per CPU second ÷ tokens per second
 * are the wall seconds of a line. What came before the first line is taken at the first line's speeds.
 */
function toWallSeconds(lines: readonly LogLine[]): number {
  const last = lines.at(-1);
  if (last?.wallSeconds !== undefined) return last.wallSeconds;
  let [wall, cpu] = [0, 0];
  for (const line of lines) {
    wall += ((line.cpuSeconds - cpu) * line.tokensPerCpuSecond) / line.tokensPerSecond;
    cpu = line.cpuSeconds;
  }
  return wall;
}

function roundToMs(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
