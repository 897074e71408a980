import { RuntimeName } from '#core/model/runtime-capabilities.ts';

/** Runtimes as a person may know them. */
export const runtimeText: Readonly<Record<RuntimeName, string>> = {
  ort: 'ONNX Runtime',
  transformers: 'Transformers.js',
  wllama: 'llama.cpp (wllama)',
  webllm: 'WebLLM (MLC)',
};

/** Those that execute an ONNX graph. */
export const RUNTIME_OPTIONS = RuntimeName.options
  .filter((runtime) => runtime !== 'wllama' && runtime !== 'webllm')
  .map((runtime) => ({ value: runtime, label: runtimeText[runtime] }));
