import { LoggerWithoutDebug, Wllama } from '@wllama/wllama/esm/index.js';
import binary from '@wllama/wllama/esm/single-thread/wllama.wasm?url';
import { fetchReferenceFile, MAX_NEW_TOKENS } from './reference-files.ts';

const GGUF_FILE = 'gguf/reference-q8_0.gguf';

/** llama.cpp in WebAssembly with the shipped GGUF file, on one thread. */
export async function openWllama(): Promise<Wllama> {
  const wllama = new Wllama({ 'single-thread/wllama.wasm': binary }, { logger: LoggerWithoutDebug });
  await wllama.loadModel([await fetchReferenceFile(GGUF_FILE)], {
    n_ctx: 512,
    n_batch: 512,
    n_threads: 1,
    flash_attn: false,
    cache_type_k: 'f32',
    cache_type_v: 'f32',
  });
  return wllama;
}

/** Greedy texts that follow rendered prompts. */
export async function answerWithWllama(wllama: Wllama, prompts: readonly string[]): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const prompt of prompts) {
    // Temperature 0 takes the most probable token; a prompt kept from before would change the sums.
    const options = { nPredict: MAX_NEW_TOKENS, sampling: { temp: 0, penalty_repeat: 1 }, useCache: false };
    texts.push(await wllama.createCompletion(prompt, options));
  }
  return texts;
}
