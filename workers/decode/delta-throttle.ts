import type { GenerationDelta } from '#workers/contract/inference.ts';

/** Least time between two live messages, ms: 20 a second look continuous and cost nothing. */
const INTERVAL_MS = 50;

/** Passes on a delta when the last one is at least 50 ms ago, across groups; others are not even made. */
export function createDeltaThrottle(
  post: (delta: GenerationDelta) => void,
  now: () => number,
): (create: () => GenerationDelta) => void {
  let postedAtMs = -Infinity;
  return (create) => {
    const nowMs = now();
    if (nowMs - postedAtMs < INTERVAL_MS) return;
    postedAtMs = nowMs;
    post(create());
  };
}
