import type { Decoding } from '#core/model/decoding.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { Sample } from '#core/model/sample.ts';

/**
 * How the same trials are run. `groups`: one prompt with all its epochs, prefilled once, decoded as a batch. `single`: each
 * trial alone, prefill included. `transformers`: `generate` of transformers.js, once for each trial.
 */
export type Way = 'groups' | 'single' | 'transformers';

/** What is run: every sample `epochs` times. */
export interface Workload {
  readonly model: ModelRef;
  readonly system: string | null;
  readonly samples: readonly Sample[];
  readonly epochs: number;
  readonly decoding: Decoding;
}

/** One pass over a workload. */
export interface Measurement {
  readonly outputTokens: number;
  readonly wallMs: number;
  /** Where our own loop spent its time, ms; null for transformers.js. */
  readonly profile: { readonly runtimeMs: number; readonly samplingMs: number; readonly otherMs: number } | null;
  /** Hash of all output token ids: equal for two ways that produced the same. */
  readonly outputHash: string;
}

/** Times since the visit asked for the model, ms. */
export interface FirstToken {
  /** Files read and verified, graph opened. */
  readonly loadMs: number;
  /** The load, a prompt and its first token. */
  readonly firstTokenMs: number;
}

/** What the bench page offers to the script that drives it. */
export interface BenchPage {
  /** Loads what `way` needs; measurements before it fail. */
  open(way: Way, workload: Workload): Promise<void>;
  measure(way: Way): Promise<Measurement>;
  /** Makes a model of about 40 million random weights and measures groups on it; the workload's model is not used. */
  measureLargeModel(workload: Workload): Promise<Measurement & { readonly parameters: number }>;
  /** Opens the workload's model through the app's storage and takes one token. */
  measureFirstToken(workload: Workload): Promise<FirstToken>;
}

declare global {
  interface Window {
    plumblineBench?: BenchPage;
  }
}
