import type { Clock } from '#harness/ports.ts';

/** The browser's time. */
export const clock: Clock = {
  nowMs: () => performance.now(),
  isoNow: () => new Date().toISOString(),
};
