import type { Result } from '#core/errors/result.ts';
import type { Decoding } from '#core/model/decoding.ts';
import type { ForcedPosition } from '#core/model/forced.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { TrialKey } from '#core/model/trial.ts';
import type { TokenLogprob, TrialOutput, TrialTiming } from '#core/model/trial-output.ts';

/** A model whose files have been verified against their hashes; `blob` lengths equal `ModelRef.files[].bytes`. */
export interface VerifiedModel {
  readonly ref: ModelRef;
  readonly files: readonly { readonly path: string; readonly blob: Blob }[];
}

export interface LoadRequest {
  readonly model: VerifiedModel;
  /** Absolute URL of the folder with the runtime's `.mjs` and `.wasm`, ending in "/". */
  readonly runtimeBaseUrl: string;
  /** Live events go here. */
  readonly events: MessagePort;
}

/** One earlier message of a conversation. */
interface PromptTurn {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** Other token ids for the same text (METRICS §10.3): BPE-dropout over the words of the messages. */
export interface RetokeniseRequest {
  /** That a merge is left out, in (0, 1]; 1 = every word as its bytes. */
  readonly probability: number;
  /** Of the random numbers; equal seeds give equal tokens. */
  readonly seed: string;
}

/** A prompt before the template: messages in, text and token ids out. */
export interface PromptRequest {
  readonly system: string | null;
  /** Messages between the system message and the last one, in order; absent = none. */
  readonly turns?: readonly PromptTurn[];
  /** The last message, after which the assistant is to speak. */
  readonly user: string;
  /** Texts that are to be scored after the prompt, in place of generating; absent = none. */
  readonly continuations?: readonly string[];
  /** Absent = the tokenizer's own token ids. Never beside `continuations`. */
  readonly retokenise?: RetokeniseRequest;
}

export interface PreparedPrompt {
  /** Text after the chat template, or the plain prompt for a model without one. */
  readonly prompt: string;
  /** Of the whole prompt; with continuations only up to the border of `encodeContinuations`. */
  readonly promptTokenIds: readonly number[];
  /** Tokens of each asked continuation, in the order of the request; absent when none was asked for. */
  readonly continuations?: readonly (readonly number[])[];
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

/** One prompt and the tokens that are forced after it, one list per continuation, none of them empty. */
export interface ScoreRequest {
  readonly groupIndex: number;
  readonly promptTokenIds: readonly number[];
  readonly continuations: readonly (readonly number[])[];
  /** Continuations scored together. */
  readonly batchSize: number;
}

/** A text of any length whose every token is scored once. */
export interface ScoreTextRequest {
  readonly groupIndex: number;
  readonly text: string;
  /** Tokens that each window after the first scores, 1 … window length; the rest of the window is context. Null = the whole window. */
  readonly stride: number | null;
  /** Tokens that the model sees at once; null = its context length, or 2,048 where its files state none. */
  readonly windowLength: number | null;
}

/** An output that another session gave, and the places of it at which the next-token distribution is looked at. */
export interface ForcedRequest {
  readonly groupIndex: number;
  readonly promptTokenIds: readonly number[];
  readonly tokenIds: readonly number[];
  /** Output tokens before each place, ascending, each below the length of `tokenIds`; at least one. */
  readonly positions: readonly number[];
}

/** What a session says at the places of a request. */
export interface ForcedLogits {
  /** Raw logits, shape [positions × vocabulary]. */
  readonly logits: Float32Array<ArrayBuffer>;
  readonly vocabularySize: number;
}

/** The same places again, with what the session of the original said there. */
export interface CompareRequest extends ForcedRequest {
  readonly reference: ForcedLogits;
}

/** What forced decoding gave. */
export interface ScoreOutput {
  readonly groupIndex: number;
  /** Raw log-probabilities (natural, T = 1) of the forced tokens, in the order of the request; a text is one continuation. */
  readonly continuations: readonly (readonly TokenLogprob[])[];
  /** Of the whole request; `outputTokens` counts the scored tokens, `ttftMs` ends with the first of them. */
  readonly timing: TrialTiming;
  readonly profile: GroupOutput['profile'];
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
  /** Log-probabilities of given continuations; fails with `cancelled` as `generate` does. */
  scoreContinuations(request: ScoreRequest): Promise<Result<ScoreOutput>>;
  /** Log-probabilities of a text's own tokens, for perplexity; fails with `cancelled` as `generate` does. */
  scoreText(request: ScoreTextRequest): Promise<Result<ScoreOutput>>;
  /** Logits at places of a given output; fails with `cancelled` as `generate` does. */
  readForced(request: ForcedRequest): Promise<Result<ForcedLogits>>;
  /** This session's distributions at the same places beside those of another one, one entry per position. */
  compareForced(request: CompareRequest): Promise<Result<readonly ForcedPosition[]>>;
  cancel(): Promise<void>;
  /** Destroys the GPU's device, as a reset of its driver does; for tests of what follows. Nothing happens without a GPU. */
  loseDevice(): Promise<void>;
}
