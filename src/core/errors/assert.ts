/** Throws when `condition` is false: for bugs only, never for bad input. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}
