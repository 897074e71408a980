import type { TimedTrial } from '#core/metrics/timed-trial.ts';

/** A trial of sample `s<number>`, its own cluster, with 20 prompt and 11 output tokens. */
export function buildTimedTrial(sample: number, changes: Partial<TimedTrial> = {}): TimedTrial {
  const sampleId = `s${String(sample).padStart(3, '0')}`;
  const times = { ttftMs: 350, e2eMs: 2750, computeMs: 100, promptTokens: 20, outputTokens: 11 };
  return { sampleId, clusterId: sampleId, ...times, ...changes };
}

/** Trials of one sample that took the given times, or gave the given numbers of tokens. */
export function toTimedTrials(
  sample: number,
  times: readonly number[],
  tokens: readonly number[],
): readonly TimedTrial[] {
  return times.map((e2eMs, index) => buildTimedTrial(sample, { e2eMs, outputTokens: tokens[index] ?? 11 }));
}
