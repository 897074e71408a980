import { createFailure, type Failure } from '#core/errors/failure.ts';
import type { Result } from '#core/errors/result.ts';

/** An exception that nobody expected, as a failure with its stack. */
export function toInternalFailure(error: unknown): Failure {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return createFailure('internal', 'Something unexpected went wrong in a background worker.', { detail });
}

/**
 * Runs the body of a worker's API function; an exception becomes a failure, because comlink would strip it of everything
 * but its message (RUNTIMES §7).
 * @param toFailure recognises exceptions of the worker's runtime; by default all are `internal`.
 */
export async function guard<T>(
  body: () => Promise<Result<T>>,
  toFailure: (error: unknown) => Failure = toInternalFailure,
): Promise<Result<T>> {
  try {
    return await body();
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}
