import canonicalize from 'canonicalize';
import { assert } from '../errors/assert.ts';

/** RFC 8785 (JCS) text of a JSON value: sorted keys, shortest numbers, no white space. Throws on values JSON cannot hold. */
export function toCanonicalJson(value: unknown): string {
  const text = canonicalize(value);
  assert(text !== undefined, 'value has no JSON form');
  return text;
}
