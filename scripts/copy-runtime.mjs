// Copies the ONNX Runtime files that the browser loads at run time into public/, under the runtime's version.
// They stay out of the bundle because every thread loads them by URL (docs/decisions, runtime files).
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// The second pair is fetched for WebGPU only.
const files = ['ort-wasm-simd-threaded', 'ort-wasm-simd-threaded.asyncify'].flatMap((name) => [
  `${name}.mjs`,
  `${name}.wasm`,
]);

/** llama.cpp, without and with threads; named by folder in the package. */
const wllamaBuilds = ['single-thread', 'multi-thread'];

/**
 * Idempotent: a file that is already there with the same size is left alone.
 * @returns {Promise<string>} folder that holds the files, relative to the repository root.
 */
export async function copyRuntime() {
  const source = join(root, 'node_modules', 'onnxruntime-web');
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  const target = join(root, 'public', 'ort', version);
  await mkdir(target, { recursive: true });
  for (const file of files) {
    const from = join(source, 'dist', file);
    const to = join(target, file);
    if ((await sizeOf(to)) !== (await sizeOf(from))) await copyFile(from, to);
  }
  await copyWllama();
  return `public/ort/${version}`;
}

async function copyWllama() {
  const source = join(root, 'node_modules', '@wllama', 'wllama');
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  const target = join(root, 'public', 'wllama', version);
  await mkdir(target, { recursive: true });
  for (const build of wllamaBuilds) {
    const from = join(source, 'esm', build, 'wllama.wasm');
    const to = join(target, `${build}.wasm`);
    if ((await sizeOf(to)) !== (await sizeOf(from))) await copyFile(from, to);
  }
}

/** @param {string} path */
async function sizeOf(path) {
  return stat(path).then(
    ({ size }) => size,
    () => -1,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await copyRuntime());
}
