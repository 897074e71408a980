import { beforeAll, describe, expect, it } from 'vitest';
import { Disclosure } from '#core/model/disclosure.ts';
import { createPublishedModel } from '../pipeline/small-published-model.ts';

let disclosure: Disclosure;

beforeAll(async () => {
  const { folder } = await createPublishedModel();
  disclosure = Disclosure.parse(JSON.parse(new TextDecoder().decode(folder['disclosure.json'])));
}, 60_000);

/** Whether the document is accepted with other evidence for its logic. */
function accepts(evidence: unknown): boolean {
  const { layers } = disclosure;
  const changed = { ...disclosure, layers: { ...layers, logic: { ...layers.logic, evidence } } };
  return Disclosure.safeParse(changed).success;
}

describe('a disclosure', () => {
  it('has evidence for every layer: a path in the repository, a web address or a hash', () => {
    expect(accepts([])).toBe(false);
    expect(accepts([{ type: 'path', path: 'docs/architecture.md', note: null }])).toBe(true);
    expect(accepts([{ type: 'url', url: 'https://example.org/paper', note: 'source' }])).toBe(true);
    expect(accepts([{ type: 'sha256', sha256: 'a'.repeat(64), of: 'a file' }])).toBe(true);
  });

  it('gives no address that is more than a place to look', () => {
    expect(accepts([{ type: 'path', path: '../secrets', note: null }])).toBe(false);
    expect(accepts([{ type: 'path', path: '/etc/passwd', note: null }])).toBe(false);
    expect(accepts([{ type: 'url', url: 'javascript:alert(1)', note: null }])).toBe(false);
    expect(accepts([{ type: 'sha256', sha256: 'abc', of: 'a file' }])).toBe(false);
  });

  it('knows no field beyond its own', () => {
    expect(Disclosure.safeParse({ ...disclosure, rating: 'best' }).success).toBe(false);
    expect(Disclosure.safeParse({ ...disclosure, base: undefined }).success).toBe(false);
  });
});
