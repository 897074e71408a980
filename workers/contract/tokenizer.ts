import type { Result } from '#core/errors/result.ts';
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

/** A worker of its own: a tokenizer from outside may never come to an end, and ending the worker ends it. */
export interface TokenizerApi {
  analyse(request: TokenizerRequest): Promise<Result<TokenizerReport>>;
}
