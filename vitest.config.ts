import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { answerWithOrtNode } from './scripts/answer-with-ort-node.ts';
import { forceWithOrtNode } from './scripts/force-with-ort-node.ts';
import { copyRuntime } from './scripts/copy-runtime.mjs';
import { toLaunchOptions } from './scripts/launch-options.ts';
import { isolationHeaders } from './scripts/isolation-headers.ts';

/** Tests hang or pass; how fast depends on what else the machine does. */
const testTimeout = 30_000;

const launchOptions = toLaunchOptions();
await copyRuntime();

export default defineConfig({
  server: { headers: isolationHeaders },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', environment: 'node', testTimeout, include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'property',
          environment: 'node',
          include: ['tests/property/**/*.test.ts'],
          setupFiles: ['tests/property/count-cases.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'oracles', environment: 'node', testTimeout, include: ['tests/oracles/**/*.test.ts'] },
      },
      {
        extends: true,
        // As in vite.config.ts: ORT's wasm by URL, workers' dependencies found at start.
        resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
        optimizeDeps: { entries: ['workers/*/*.worker.ts', 'tests/browser/**/*.test.{ts,tsx}'] },
        worker: { format: 'es' },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
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
    ],
  },
});
