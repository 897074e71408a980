import { createFailure, type Failure, type FailureCode } from './failure.ts';

/** Outcome of an operation whose failures are expected. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** A success carrying `value`. */
export function toOk<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A failure as a result; same arguments as `createFailure`. */
export function toFailed(
  code: FailureCode,
  message: string,
  place: { readonly location?: string; readonly detail?: string } = {},
): Result<never> {
  return { ok: false, failure: createFailure(code, message, place) };
}
