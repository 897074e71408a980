import { expect, test } from 'vitest';
import { toOfflinePlan } from '#scripts/build-offline-worker.ts';

const paths = (files: readonly { path: string }[]): readonly string[] => files.map(({ path }) => path);

test('what every screen and the embedded model need is stored ahead, the rest on use, and nothing that only hosts read', () => {
  const plan = toOfflinePlan(
    [
      '_headers',
      'assets/main-1.js',
      'index.html',
      'models/manifest.json',
      'models/reference/gguf/reference-q8_0.gguf',
      'models/reference/onnx/model.onnx',
      'models/reference/onnx/model_q4.onnx',
      'models/reference/tokenizer.json',
      'models/reference/training.json',
      'ort/1.30.0/ort-wasm-simd-threaded.asyncify.wasm',
      'ort/1.30.0/ort-wasm-simd-threaded.mjs',
      'ort/1.30.0/ort-wasm-simd-threaded.wasm',
      'schema/report.schema.json',
    ].map((path) => ({ path, sha256: '0'.repeat(64) })),
    'b',
  );
  expect(paths(plan.ahead)).toEqual([
    'assets/main-1.js',
    'index.html',
    'models/manifest.json',
    'models/reference/onnx/model.onnx',
    'models/reference/tokenizer.json',
    'ort/1.30.0/ort-wasm-simd-threaded.mjs',
    'ort/1.30.0/ort-wasm-simd-threaded.wasm',
  ]);
  expect(paths(plan.onUse)).toEqual([
    'models/reference/gguf/reference-q8_0.gguf',
    'models/reference/onnx/model_q4.onnx',
    'models/reference/training.json',
    'ort/1.30.0/ort-wasm-simd-threaded.asyncify.wasm',
  ]);
});
