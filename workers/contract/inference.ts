import type { Result } from '#core/errors/result.ts';
import type { Decoding } from '#core/model/decoding.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { TrialKey } from '#core/model/trial.ts';
import type { TrialOutput, TrialTiming } from '#core/model/trial-output.ts';

/** A model whose files have been verified against their hashes; `blob` lengths equal `ModelRef.files[].bytes`. */
export interface VerifiedModel {
  readonly ref: ModelRef;
  readonly files: readonly { readonly path: string; readonly blob: Blob }[];
}

export interface LoadRequest {
  readonly model: VerifiedModel;
  /** Absolute URL of the folder with the runtime's `.mjs` and `.wasm`, ending in "/". */
  readonly runtimeBaseUrl: string;
  /** Live events go here; transferred. */
  readonly events: MessagePort;
}

/** A prompt before the template: messages in, text and token ids out. */
export interface PromptRequest {
  readonly system: string | null;
  readonly user: string;
}

export interface PreparedPrompt {
  /** Text after the chat template, or the plain prompt for a model without one. */
  readonly prompt: string;
  readonly promptTokenIds: readonly number[];
}

/** One prompt, N rows. */
export interface GroupRequest {
  readonly groupIndex: number;
  readonly promptTokenIds: readonly number[];
  readonly trialKeys: readonly TrialKey[];
  readonly decoding: Decoding;
  /** Rows decoded together; more rows run as further batches over the same prefill. */
  readonly batchSize: number;
}

/** One per trial key, in the order of the request. */
export interface GroupOutput {
  readonly groupIndex: number;
  readonly rows: readonly { readonly trialKey: TrialKey; readonly output: TrialOutput; readonly timing: TrialTiming }[];
  /** Where the time of the group went, ms. */
  readonly profile: { readonly runtimeMs: number; readonly samplingMs: number; readonly otherMs: number };
}

/** Live view only; nothing of it is stored. Batched, at most about 20 messages per second. */
export interface GenerationDelta {
  readonly type: 'token-delta';
  readonly groupIndex: number;
  /** Output tokens of the group so far, all rows. */
  readonly outputTokens: number;
  readonly activeRows: number;
  /** Whole characters of the first active row's text so far. */
  readonly text: string;
}

/** Control calls of an inference worker; one worker holds one model, memory is freed by ending it. */
export interface InferenceApi {
  load(request: LoadRequest): Promise<Result<LoadReport>>;
  /** Renders and tokenises. Pure; never truncates. */
  prepare(prompts: readonly PromptRequest[]): Promise<Result<readonly PreparedPrompt[]>>;
  /** Fails with `cancelled` within one decode step of `cancel()`. Calls run one after another. */
  generate(request: GroupRequest): Promise<Result<GroupOutput>>;
  cancel(): Promise<void>;
}
