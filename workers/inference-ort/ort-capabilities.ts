import type { RuntimeCapabilities } from '#core/model/runtime-capabilities.ts';

/** What the token loop over an ONNX decoder can do, for a graph that takes `maxBatch` rows. */
export function toOrtCapabilities(maxBatch: number): RuntimeCapabilities {
  return {
    tokenLevel: true,
    logprobs: 'full',
    logprobStage: 'raw',
    seed: 'ours',
    maxBatch,
    sharedPrefix: 'tile',
    cancel: 'step',
    timing: 'measured',
    retokenise: true,
    grammar: false,
    tokenizer: 'files',
  };
}
