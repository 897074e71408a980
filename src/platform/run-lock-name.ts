/** Start of the names of locks that runs in progress hold, whichever tab they run in. */
export const RUN_LOCK_PREFIX = 'plumbline-run-';
