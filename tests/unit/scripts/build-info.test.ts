import { hashFiles, hashOfFiles, sha256 } from '#scripts/build-info.ts';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-build-info-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<p>page</p>');
  await writeFile(join(folder, 'assets', 'app.js'), 'run()');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('files are listed by path, below folders too, with their hash', async () => {
  expect(await hashFiles(folder, ['**/*'])).toEqual([
    { path: 'assets/app.js', sha256: sha256('run()') },
    { path: 'index.html', sha256: sha256('<p>page</p>') },
  ]);
});

test('the hash of a build is that of the lines which sha256sum prints', async () => {
  const lines = `${sha256('run()')}  assets/app.js\n${sha256('<p>page</p>')}  index.html\n`;
  expect(hashOfFiles(await hashFiles(folder, ['**/*']))).toBe(sha256(lines));
});

test('one changed byte in one file changes the hash of the build', async () => {
  const before = hashOfFiles(await hashFiles(folder, ['**/*']));
  await writeFile(join(folder, 'assets', 'app.js'), 'run );');
  expect(hashOfFiles(await hashFiles(folder, ['**/*']))).not.toBe(before);
});
