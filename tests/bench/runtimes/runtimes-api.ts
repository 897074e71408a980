import type { ModelRef } from '#core/model/model-ref.ts';

/**
 * How trials of one prompt are run. `group`: the app's engine, all at once. `single`: the app's engine, each alone, prefill
 * included. `generate`: transformers.js, one call for each. `bare`: the runtime's own `session.run` in a loop, each alone,
 * tokens chosen in advance: what no engine on this runtime can be faster than.
 */
export type RuntimesWay = 'group' | 'single' | 'generate' | 'bare';

/** What is measured. */
export interface RuntimesCase {
  readonly model: ModelRef;
  readonly epochs: number;
  readonly promptTokens: number;
  readonly newTokens: number;
}

/** One pass. */
export interface Pass {
  readonly outputTokens: number;
  readonly wallMs: number;
}

/** Cost of one draw in ms, medians over steps. */
export interface SamplingCost {
  readonly vocabularySize: number;
  readonly rows: number;
  readonly msPerRow: number;
}

/** Memory of the page with its workers, bytes. */
export interface PageMemory {
  /** Files of the model. */
  readonly modelBytes: number;
  /** Before the model. */
  readonly emptyBytes: number;
  /** With the model loaded and nothing running. */
  readonly loadedBytes: number;
  /** Largest that was seen while a group was decoded. */
  readonly peakBytes: number;
}

/** What the bench page offers for these measurements. */
export interface RuntimesPage {
  /** Loads what `way` needs. Resolves with what the engine says of itself; null for the others. */
  open(way: RuntimesWay, work: RuntimesCase): Promise<unknown>;
  /** @param trials of the prompt; with `group` in one call. */
  measure(way: RuntimesWay, trials: number): Promise<Pass>;
  measureSampling(vocabularySize: number, rows: number): SamplingCost;
  measureMemory(work: RuntimesCase): Promise<PageMemory>;
}

declare global {
  interface Window {
    plumblineRuntimes?: RuntimesPage;
  }
}
