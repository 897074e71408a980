import type { Result } from '#core/errors/result.ts';
import type { DecodeTokens } from '#core/text/output-text.ts';
import type { RetokeniseRequest } from '#workers/contract/inference.ts';
import type { PromptMessages } from './prompt-messages.ts';

/** Text side of one model, as the verifier needs it; `workers/decode` provides it. */
export interface VerifyCodec {
  render(messages: PromptMessages): Result<string>;
  readonly retokenise: (messages: PromptMessages, request: RetokeniseRequest) => Result<readonly number[]>;
  readonly encode: (prompt: string) => readonly number[];
  /** Ids of a text that is no prompt, without special tokens. */
  readonly encodeText: (text: string) => readonly number[];
  readonly decode: DecodeTokens;
  readonly chatTemplate: string;
  readonly stopTokenIds: readonly number[];
  readonly contextLength: number | null;
}

/** Builds a codec from the text of tokenizer files by path and the template override of the configuration. */
export type CreateVerifyCodec = (
  files: Readonly<Record<string, string>>,
  chatTemplateOverride: string | null,
) => Result<VerifyCodec>;

/** Codecs by model id; a model without one was reported and its texts are not checked. */
export type CodecByModel = ReadonlyMap<string, VerifyCodec>;
