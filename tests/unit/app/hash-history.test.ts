import { toHistoryLocation } from '#app/hash-history.ts';
import { expect, test } from 'vitest';

test.each([
  ['', '/', ''],
  ['/runs', '/runs', ''],
  ['/transcripts/r1?q=a', '/transcripts/r1', '?q=a'],
  ['c=abc&h=0123', '/evaluate', '?link=c%3Dabc%26h%3D0123'],
  ['nonsense', '/', ''],
])('fragment "%s" is the route %s', (fragment, pathname, search) => {
  expect(toHistoryLocation(fragment, null)).toMatchObject({ pathname, search, hash: '' });
});
