/**
 * Quick test: is a text the canonical JSON (RFC 8785) of the value parsed from it, all its strings well formed? False may also
 * mean that the quick test does not know.
 */
export function isPlainlyCanonical(text: string, value: unknown): boolean {
  // Half a surrogate pair can stand in decoded UTF-8 as an escape only.
  return !/\\u[dD]/u.test(text) && JSON.stringify(value) === text && hasSortedKeys(value);
}

/** Keys of every object in the order of UTF-16 code units. Parsing keeps their order, but for keys that look like integers. */
function hasSortedKeys(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) {
    for (const member of value) if (typeof member === 'object' && !hasSortedKeys(member)) return false;
    return true;
  }
  let before = '';
  for (const [key, member] of Object.entries(value)) {
    if (key < before) return false;
    before = key;
    if (typeof member === 'object' && !hasSortedKeys(member)) return false;
  }
  return true;
}
