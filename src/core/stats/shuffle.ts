import type { IndexDraw } from './interval-settings.ts';

/** A copy in random order: Fisher–Yates from the end (METRICS §0.3), one draw per element but the last one left. */
export function toShuffled<T>(values: readonly T[], drawIndex: IndexDraw): readonly T[] {
  const shuffled = [...values];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = drawIndex(last + 1);
    const [a, b] = [shuffled[last], shuffled[other]];
    if (a !== undefined && b !== undefined) [shuffled[last], shuffled[other]] = [b, a];
  }
  return shuffled;
}
