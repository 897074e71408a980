import { createFailure } from '#core/errors/failure.ts';

/** A call ended because that was asked for. */
export const CANCELLED = createFailure('cancelled', 'The run was stopped.');

/** Logits with NaN, +Infinity, or nothing above −Infinity. */
export const NOT_NUMBERS = createFailure(
  'runtime-unsupported',
  'The model gave logits that are not numbers on this runtime.',
);
