import * as z from 'zod';

/**
 * Codes of expected failures. `config-*`, `bundle-*`, `link-*` and `task-*` concern what a person handed in; the others are
 * infrastructure. A failure never becomes a score (DESIGN §5.6).
 */
export const FailureCode = z.enum([
  'config-invalid',
  'config-too-large',
  'link-invalid',
  'task-invalid',
  'model-missing-file',
  'model-download-failed',
  'model-hash-mismatch',
  'model-truncated',
  'model-not-a-model',
  'model-load-failed',
  'runtime-unsupported',
  'out-of-memory',
  'device-lost',
  'worker-crashed',
  'context-overflow',
  'generation-timeout',
  'cancelled',
  'scorer-failed',
  'storage-quota',
  'storage-corrupt',
  'storage-locked',
  'bundle-invalid',
  'bundle-newer-version',
  'internal',
]);
export type FailureCode = z.infer<typeof FailureCode>;

/** An expected failure as a value: survives structured clone, JSON and worker borders unchanged. */
export const Failure = z.strictObject({
  code: FailureCode,
  /** One sentence for a person: what happened and what to do. */
  message: z.string(),
  /** Where: a field path, a file name, `file:line`; null when there is no place to name. */
  location: z.string().nullable(),
  /** Technical detail (stack, numbers); null when the message says it all. */
  detail: z.string().nullable(),
});
export type Failure = z.infer<typeof Failure>;

/** Builds a failure; `location` and `detail` default to null. */
export function createFailure(
  code: FailureCode,
  message: string,
  place: { readonly location?: string; readonly detail?: string } = {},
): Failure {
  return { code, message, location: place.location ?? null, detail: place.detail ?? null };
}
