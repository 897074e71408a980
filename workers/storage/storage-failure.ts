import { createFailure, type Failure } from '#core/errors/failure.ts';
import type { Result } from '#core/errors/result.ts';
import { guard } from '../shared/guard.ts';

/** What the browser's file system threw, as a failure about `what` (e.g. "the journal of run abc"). */
export function toStorageFailure(error: unknown, what: string): Failure {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const place = { location: what, detail };
  switch (error instanceof Error ? error.name : '') {
    case 'QuotaExceededError':
      return createFailure(
        'storage-quota',
        `This browser's storage is full, so ${what} could not be written. Delete runs or models you no longer need, or free disk space, then continue.`,
        place,
      );
    case 'NoModificationAllowedError':
      return createFailure(
        'storage-locked',
        `Another tab of this app has ${what} open. Close that tab, then try again.`,
        place,
      );
    case 'NotFoundError':
      return createFailure('storage-corrupt', `This browser does not hold ${what}; it may have been deleted.`, place);
    case 'SecurityError':
      return createFailure(
        'runtime-unsupported',
        'This browser does not let the app keep files here. Leave private browsing, or allow the site to store data, then reload.',
        place,
      );
    default:
      return createFailure(
        'storage-corrupt',
        `This browser could not read or write ${what}. Reload and try again; if it happens again, delete it.`,
        place,
      );
  }
}

/** Runs file work about `what`; an exception becomes a failure. */
export function guardStorage<T>(what: string, body: () => Promise<Result<T>>): Promise<Result<T>> {
  return guard(body, (error) => toStorageFailure(error, what));
}
