/**
 * Path parts of the first text in a JSON value that holds half a surrogate pair, or null. Such text has no UTF-8 form and no
 * canonical JSON (RFC 8785 §3.2.2.2), so it could be neither hashed nor stored.
 */
export function findIllFormedText(value: unknown): readonly PropertyKey[] | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : [];
  if (typeof value !== 'object' || value === null) return null;
  const entries: Iterable<[PropertyKey, unknown]> = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, member] of entries) {
    const path = findIllFormedText(member);
    if (path !== null) return [key, ...path];
  }
  return null;
}
