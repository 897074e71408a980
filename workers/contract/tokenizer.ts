import type { PromptRequest } from './inference.ts';
import type { Result } from '#core/errors/result.ts';
import type { RetokenisedText } from '#core/tokenizer/retokenised-text.ts';
import type { TokenizerReport } from '#core/tokenizer/tokenizer-report.ts';

/** A tokenizer and the text that it is tried on. */
export interface TokenizerRequest {
  /** What the report calls the tokenizer, e.g. a model id. */
  readonly name: string;
  /** Text of the files of a model folder by path; `tokenizer.json` is enough. */
  readonly files: Readonly<Record<string, string>>;
  readonly textName: string;
  /** Parallel sentences as a table with tabs, or one sentence a line. */
  readonly text: string;
}

/** Texts that are to be cut into other tokens, as the axis `retokenise` does. */
export interface RetokeniseTextsRequest {
  /** Text of the files of a model folder by path; only `tokenizer.json` is read. */
  readonly files: Readonly<Record<string, string>>;
  /** Each with the name that its random numbers are drawn under, as a sample's id is in a run. */
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  /** That a merge is left out, in (0, 1]. */
  readonly probability: number;
  readonly masterSeed: number;
}

/** Prompts that are to be rendered and counted. */
export interface CountPromptsRequest {
  /** Text of the tokenizer, template and settings files of a model folder by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Of the configuration; null = that of the files. */
  readonly chatTemplate: string | null;
  readonly prompts: readonly Pick<PromptRequest, 'system' | 'turns' | 'user'>[];
}

export interface PromptCounts {
  /** Tokens that prompt and output share; null when the files state no limit. */
  readonly contextLength: number | null;
  /** In the order of the prompts, template included. */
  readonly tokenCounts: readonly number[];
}

/** A worker of its own: a tokenizer from outside may never come to an end, and ending the worker ends it. */
export interface TokenizerApi {
  analyse(request: TokenizerRequest): Promise<Result<TokenizerReport>>;
  countPrompts(request: CountPromptsRequest): Promise<Result<PromptCounts>>;
  retokenise(request: RetokeniseTextsRequest): Promise<Result<readonly RetokenisedText[]>>;
}
