import { findChromium } from '#scripts/find-chromium.mjs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-chromium-'));
  vi.stubEnv('PATH', join(folder, 'bin'));
  vi.stubEnv('PLUMBLINE_CHROMIUM', '');
  vi.stubEnv('PLAYWRIGHT_BROWSERS_PATH', join(folder, 'playwright'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test.skipIf(process.platform !== 'linux')('nothing installed gives null', () => {
  expect(findChromium()).toBeNull();
});

test.skipIf(process.platform !== 'linux')(
  'an installed browser comes before one that Playwright downloaded',
  async () => {
    const downloaded = await addProgram('playwright/chromium-1200/chrome-linux/chrome');
    expect(findChromium()).toBe(downloaded);
    const installed = await addProgram('bin/chromium');
    expect(findChromium()).toBe(installed);
  },
);

test.skipIf(process.platform !== 'linux')('of two downloads the newest is taken', async () => {
  await addProgram('playwright/chromium-999/chrome-linux/chrome');
  const newest = await addProgram('playwright/chromium-1200/chrome-linux/chrome');
  expect(findChromium()).toBe(newest);
});

test('PLUMBLINE_CHROMIUM wins, and a wrong one is an error that says so', async () => {
  const chosen = await addProgram('elsewhere/chrome');
  vi.stubEnv('PLUMBLINE_CHROMIUM', chosen);
  expect(findChromium()).toBe(chosen);
  vi.stubEnv('PLUMBLINE_CHROMIUM', join(folder, 'missing'));
  expect(() => findChromium()).toThrow(/PLUMBLINE_CHROMIUM/);
});

async function addProgram(path: string): Promise<string> {
  const program = join(folder, path);
  await mkdir(dirname(program), { recursive: true });
  await writeFile(program, '');
  await chmod(program, 0o755);
  return program;
}
