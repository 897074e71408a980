/** Longest wait that a server may ask for before the download gives up, ms. */
export const LONGEST_WAIT_MS = 120_000;

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 16_000;

/** Wait before the next attempt after `failures` in a row (≥ 1), ms: 0.5 s, doubled each time, at most 16 s. */
export function toBackOffMs(failures: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
}

/**
 * What a `Retry-After` header asks for, ms from `nowMs` (Unix time): seconds or an HTTP date (RFC 9110 §10.2.3); null when
 * it is absent or neither.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

/** True for statuses that a later attempt may not meet again. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}
