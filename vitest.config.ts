import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { answerWithOrtNode } from './scripts/answer-with-ort-node.ts';
import { forceWithOrtNode } from './scripts/force-with-ort-node.ts';
import { copyRuntime } from './scripts/copy-runtime.mjs';
import { saveConformance } from './scripts/save-conformance.ts';
import { toLaunchOptions } from './scripts/launch-options.ts';
import { isolationHeaders } from './scripts/isolation-headers.ts';

/** Tests hang or pass; how fast depends on what else the machine does. */
const testTimeout = 30_000;

/**
 * Files of one worker share modules: importing them anew for each of two hundred files took three quarters of the time. Nothing below
 * `tests/browser` keeps state in a module, which architecture rules out. Commands that tests start share Node's cache of compiled modules.
 */
const shared = {
  environment: 'node',
  isolate: false,
  // Without it Vitest leaves one core to itself, which on two cores is half of the machine.
  maxWorkers: availableParallelism(),
  testTimeout,
  env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/node-compile', import.meta.url)) },
} as const;

/** Packages that the search from the entries misses; found in mid-run they would reload a test. */
const FOUND_LATE = ['@mlc-ai/web-llm', '@tanstack/react-router', 'react', 'react-dom/client', 'react/jsx-dev-runtime'];

const launchOptions = toLaunchOptions();
await copyRuntime();

export default defineConfig({
  server: { headers: isolationHeaders },
  test: {
    projects: [
      { extends: true, test: { ...shared, name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          ...shared,
          name: 'property',
          include: ['tests/property/**/*.test.ts'],
          setupFiles: ['tests/property/count-cases.ts'],
        },
      },
      {
        extends: true,
        test: { ...shared, name: 'oracles', include: ['tests/oracles/**/*.test.ts'] },
      },
      {
        extends: true,
        // As in vite.config.ts: ORT's wasm by URL, workers' dependencies found at start.
        resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
        optimizeDeps: { entries: ['workers/*/*.worker.ts', 'tests/browser/**/*.test.{ts,tsx}'], include: FOUND_LATE },
        worker: { format: 'es' },
        test: {
          name: 'browser',
          // Its number of workers is another, so it runs after the rest.
          sequence: { groupOrder: 1 },
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          // Random kills of a run; with the tests a few of the 30 (PLUMBLINE_KILLS=30).
          provide: { kills: Number(process.env['PLUMBLINE_KILLS'] ?? 6) },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            instances: [{ browser: 'chromium' }],
            commands: { answerWithOrtNode, forceWithOrtNode },
          },
        },
      },
      {
        extends: true,
        // `npm run conformance`: every runtime on the shipped model.
        resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
        optimizeDeps: { entries: ['workers/*/*.worker.ts', 'tests/conformance/*.test.ts'] },
        worker: { format: 'es' },
        test: {
          name: 'conformance',
          // With the tests a slice of it; docs/conformance.md is of the whole.
          provide: { isWholeConformance: process.env['PLUMBLINE_CONFORMANCE'] === 'write' },
          // Its number of workers is another, so it runs after the rest.
          sequence: { groupOrder: 1 },
          include: ['tests/conformance/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            instances: [{ browser: 'chromium' }],
            commands: { saveConformance },
          },
        },
      },
    ],
  },
});
