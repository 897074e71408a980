import { missingPlatformPackages } from '#scripts/complete-lockfile.mjs';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const lockText = readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8');

test('the lock file names the native packages of every platform', () => {
  expect(Object.keys(missingPlatformPackages(JSON.parse(lockText)))).toEqual([]);
});

test('the lock file names no registry host', () => {
  expect(lockText).not.toMatch(/"resolved": "https?:/);
});

test('a missing platform package gets the system and processor that its name states', () => {
  const lock = {
    packages: { 'node_modules/tool': { dev: true, optionalDependencies: { '@tool/linux-x64-musl': '1.2.3' } } },
  };
  expect(missingPlatformPackages(lock)).toEqual({
    'node_modules/@tool/linux-x64-musl': {
      version: '1.2.3',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
  });
});

test('a platform package nested below its parent counts as present', () => {
  const lock = {
    packages: {
      'node_modules/tool': { optionalDependencies: { 'tool-win32-x64': '1.0.0' } },
      'node_modules/tool/node_modules/tool-win32-x64': { version: '1.0.0' },
    },
  };
  expect(missingPlatformPackages(lock)).toEqual({});
});
