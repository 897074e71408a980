import { defineConfig } from '@playwright/test';
import { availableParallelism } from 'node:os';
import { toLaunchOptions } from './scripts/launch-options.ts';

const port = Number(process.env['PLUMBLINE_E2E_PORT'] ?? 4273);

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // A run computes on one thread: two at a time use two cores, more only make each slower.
  workers: Math.min(2, availableParallelism()),
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: process.env['CI'] === undefined ? 'list' : 'line',
  webServer: {
    command: `node scripts/serve-dist.ts --port ${String(port)} --build`,
    url: `http://localhost:${String(port)}/build.json`,
    // A server that was left behind would test an old build.
    reuseExistingServer: false,
    timeout: 120_000,
    stderr: 'pipe',
  },
  use: {
    baseURL: `http://localhost:${String(port)}/`,
    browserName: 'chromium',
    // Requests that a test watches or answers itself must not come from storage; offline.spec.ts allows it.
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: toLaunchOptions(),
  },
});
