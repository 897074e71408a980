/** Bytes received by a time on a monotonic clock, ms. */
export interface TransferPoint {
  readonly atMs: number;
  readonly bytes: number;
}

/** How much of the past a rate is measured over, ms: long enough to be steady, short enough to follow a slower line. */
const WINDOW_MS = 15_000;
/** Less time says nothing yet, ms. */
const LEAST_MS = 500;

/** The points with one more, without those older than the window (one of them stays as its beginning). */
export function withTransferPoint(points: readonly TransferPoint[], next: TransferPoint): readonly TransferPoint[] {
  const from = next.atMs - WINDOW_MS;
  const isOld = (index: number): boolean => (points[index + 1]?.atMs ?? next.atMs) < from;
  return [...points.filter((_, index) => !isOld(index)), next];
}

/** Bytes a second over the window; null before half a second, or when nothing came. */
export function toBytesPerSecond(points: readonly TransferPoint[]): number | null {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const [ms, bytes] = [last.atMs - first.atMs, last.bytes - first.bytes];
  return ms < LEAST_MS || bytes <= 0 ? null : (bytes * 1000) / ms;
}

/** Time that the rest takes at this rate, ms; null when rate or total is not known. */
export function toRemainingMs(
  receivedBytes: number,
  totalBytes: number | null,
  bytesPerSecond: number | null,
): number | null {
  if (totalBytes === null || bytesPerSecond === null) return null;
  return (Math.max(0, totalBytes - receivedBytes) * 1000) / bytesPerSecond;
}
