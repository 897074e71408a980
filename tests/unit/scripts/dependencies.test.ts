import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const documents = ['docs/decisions/2026-11-20-dependencies.md', 'THIRD-PARTY-NOTICES.md'];

test.for(documents)('%s names every runtime dependency', (path) => {
  const text = read(path);
  expect(Object.keys(dependencies ?? {}).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('every dependency is pinned to an exact version', () => {
  const versions = Object.entries({ ...dependencies, ...devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
