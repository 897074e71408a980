import type { RunState } from './run-state.ts';

/** Counters behind the progress line; times in ms of the injected clock. */
export interface ProgressMeter {
  /** Time runs only between `start` and `stop`. */
  start(nowMs: number): void;
  stop(nowMs: number): void;
  land(trials: number, outputTokens: number): void;
  /** `remainingTrials` at the moment of asking. */
  read(nowMs: number, remainingTrials: number): Pick<RunState, 'elapsedMs' | 'etaMs' | 'tokensPerSecond'>;
}

/** A meter whose rates are of this session alone: earlier sessions may have run on a busier machine. */
export function createProgressMeter(): ProgressMeter {
  let elapsedBeforeMs = 0;
  let startedAtMs: number | null = null;
  let landedTrials = 0;
  let landedTokens = 0;
  const elapsed = (nowMs: number): number => elapsedBeforeMs + (startedAtMs === null ? 0 : nowMs - startedAtMs);
  return {
    start: (nowMs) => {
      startedAtMs ??= nowMs;
    },
    stop: (nowMs) => {
      elapsedBeforeMs = elapsed(nowMs);
      startedAtMs = null;
    },
    land: (trials, outputTokens) => {
      landedTrials += trials;
      landedTokens += outputTokens;
    },
    read: (nowMs, remainingTrials) => {
      const elapsedMs = elapsed(nowMs);
      return {
        elapsedMs,
        etaMs: landedTrials === 0 ? null : (elapsedMs / landedTrials) * remainingTrials,
        tokensPerSecond: elapsedMs === 0 || landedTokens === 0 ? null : (landedTokens / elapsedMs) * 1000,
      };
    },
  };
}
