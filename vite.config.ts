import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { copyRuntime } from './scripts/copy-runtime.mjs';
import { contentSecurityPolicy, isolationHeaders } from './scripts/isolation-headers.ts';

/** Runtime files in place before anything is served or built. */
const runtimeFiles: Plugin = {
  name: 'plumbline-runtime-files',
  async configResolved() {
    await copyRuntime();
  },
};

/** The policy as a <meta> too, for static hosts that cannot set headers. Not in dev: React's refresh is an inline script. */
const policyInPage: Plugin = {
  name: 'plumbline-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

/**
 * What the first screen needs in any case, in one chunk: dozens of chunks of a few hundred bytes compress badly. Schemas of the configuration,
 * and the components that every screen shares. With the
 * sheets of `app/styles`, for whichever cascade layer the first style sheet names comes first for all.
 */
const FIRST_LOAD =
  /\/src\/(?:app\/styles[./]|core\/(?:errors|hash|events)\/|core\/model\/(?!disclosure|report|scores-report|parse-scorer|row-mapping|parse-row-mapping)|core\/bundle\/(?:parse-json|json-syntax|canonical-json|schema-problem|ill-formed-text|utf8|config-hash)\.ts|core\/charts\/(?:number-text|to-plan-figures)\.ts|app\/ui\/(?:panel|facts|button-link|tag|hash-text|field|use-file-drop|file-button|empty)\.|app\/features\/evaluate\/(?:load-evaluate|ready-configs|open-file)\.)/;

export default defineConfig({
  // A wrong path answers 404 instead of the page: a missing model file must not look like one.
  appType: 'mpa',
  // Relative, so that dist/ works in any folder of a static host.
  base: './',
  plugins: [react(), runtimeFiles, policyInPage],
  // The condition keeps ORT's 14 MB wasm out of the bundle; workers load it from public/ort by URL.
  resolve: {
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
    dedupe: ['onnxruntime-web', 'onnxruntime-common'],
  },
  worker: { format: 'es' },
  build: {
    target: 'es2024',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', test: FIRST_LOAD }] } } },
  },
  // Workers are entries: their dependencies are found at start, not in the middle of a load.
  optimizeDeps: { entries: ['index.html', 'workers/*/*.worker.ts'] },
  server: { headers: isolationHeaders },
  preview: { headers: { ...isolationHeaders, 'Content-Security-Policy': contentSecurityPolicy } },
});
