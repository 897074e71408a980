import { root } from '#scripts/root.ts';
import { isolationHeaders } from '#scripts/isolation-headers.ts';
import type { ServedApp } from '#scripts/serve.ts';
import { join } from 'node:path';
import { build, defaultClientConditions, preview, type InlineConfig } from 'vite';

const config: InlineConfig = {
  configFile: false,
  root: join(root, 'tests', 'bench', 'page'),
  base: './',
  appType: 'mpa',
  publicDir: join(root, 'public'),
  logLevel: 'warn',
  worker: { format: 'es' },
  resolve: {
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
    // transformers.js asks for the WebGPU build; both sides shall run the same one.
    alias: [{ find: 'onnxruntime-web/webgpu', replacement: 'onnxruntime-web/wasm' }],
  },
  build: { target: 'esnext', outDir: join(root, 'node_modules', '.plumbline-bench'), emptyOutDir: true },
  preview: { port: 4373, host: 'localhost', open: false, headers: isolationHeaders },
};

/** Builds the bench page as the app is built, and serves it with the same headers. */
export async function serveBenchPage(): Promise<ServedApp> {
  await build(config);
  const server = await preview(config);
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('the preview server has no local address');
  return { url, close: () => server.close() };
}
