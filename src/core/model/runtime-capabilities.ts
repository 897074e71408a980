import * as z from 'zod';

/** Name of a runtime in a configuration; each has an adapter in `workers/inference-<name>`. */
export const RuntimeName = z.enum(['ort', 'transformers', 'wllama', 'webllm']);
export type RuntimeName = z.infer<typeof RuntimeName>;

/**
 * What a runtime can do with the model that it loaded: data, so that the harness, the conformance suite and a reader of a bundle
 * decide by it and not by the runtime's name.
 */
export const RuntimeCapabilities = z.strictObject({
  /** Plumbline chooses every token; otherwise the runtime's own sampler does. */
  tokenLevel: z.boolean(),
  /** `full`: of any token, so that given texts can be scored. */
  logprobs: z.enum(['full', 'topk', 'none']),
  /** `raw`: at T = 1, before every control. Null without log-probabilities. */
  logprobStage: z.enum(['raw', 'post-temperature']).nullable(),
  /** Whose random numbers draw tokens. `ours`: keyed by the trial. */
  seed: z.enum(['ours', 'native', 'none']),
  /** Rows that one step decodes; 1 = the rows of a group follow each other. */
  maxBatch: z.int().min(1),
  /** What happens to the prompt's keys and values for the rows of a group: copied for each, or kept while one row after the other is cut off behind them. */
  sharedPrefix: z.enum(['tile', 'truncate', 'none']),
  /** After what a wish to stop is seen. */
  cancel: z.enum(['step', 'terminate']),
  /** By whose clock. */
  timing: z.enum(['measured', 'reported']),
  /** Other token ids for the same text (the axis "retokenise"). */
  retokenise: z.boolean(),
  /** Output that a grammar binds. */
  grammar: z.boolean(),
  /** What a bundle carries of the tokenizer: its files, or nothing because it is inside the model's file. */
  tokenizer: z.enum(['files', 'in-model']),
});
export type RuntimeCapabilities = z.infer<typeof RuntimeCapabilities>;

/** True where the rows of a group follow each other whatever batch is asked for; absent capabilities are those of the first runtime. */
export function isSequential(capabilities: RuntimeCapabilities | undefined): boolean {
  return capabilities !== undefined && capabilities.sharedPrefix !== 'tile';
}
