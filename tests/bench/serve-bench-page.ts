import { root } from '#scripts/root.ts';
import { isolationHeaders } from '#scripts/isolation-headers.ts';
import type { ServedApp } from '#scripts/serve.ts';
import type { Device } from '#core/model/model-ref.ts';
import { join } from 'node:path';
import { build, defaultClientConditions, preview, type InlineConfig } from 'vite';

/** Folder that the page is built into and served from. */
export const benchPageFolder = join(root, 'node_modules', '.plumbline-bench');

/** transformers.js asks for the WebGPU build on every device; on the processor both sides shall run the same one. */
const plainBuild = [{ find: 'onnxruntime-web/webgpu', replacement: 'onnxruntime-web/wasm' }];

function toConfig(device: Device): InlineConfig {
  return {
    configFile: false,
    root: join(root, 'tests', 'bench', 'page'),
    base: './',
    appType: 'mpa',
    publicDir: join(root, 'public'),
    logLevel: 'warn',
    worker: { format: 'es' },
    resolve: {
      conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
      alias: device === 'wasm' ? plainBuild : [],
    },
    build: { target: 'esnext', outDir: benchPageFolder, emptyOutDir: true },
    preview: { port: 4373, host: 'localhost', open: false, headers: isolationHeaders },
  };
}

/** Builds the bench page as the app is built, and serves it with the same headers. @param device that the runtimes are measured on. */
export async function serveBenchPage(device: Device = 'wasm'): Promise<ServedApp> {
  const config = toConfig(device);
  await build(config);
  const server = await preview(config);
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('the preview server has no local address');
  return { url, close: () => server.close() };
}
