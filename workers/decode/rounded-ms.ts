/** Milliseconds ≥ 0 to a microsecond, which is finer than any clock that a browser gives. */
export function toRoundedMs(ms: number): number {
  return Math.round(Math.max(0, ms) * 1000) / 1000;
}
