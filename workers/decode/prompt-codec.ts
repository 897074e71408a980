import type { TextCodec } from './text-codec.ts';

/** A value now, or from a runtime in another thread. */
export type Awaitable<T> = T | Promise<T>;

/**
 * Text ↔ tokens as a loaded model offers it. Reading tokens is immediate, because the token loop does it at every step; making
 * tokens may be a question to a runtime whose tokenizer is inside the model's file. A `TextCodec` is one.
 */
export interface PromptCodec extends Pick<
  TextCodec,
  'render' | 'retokenise' | 'decode' | 'prefixTokenId' | 'stopTokenIds' | 'contextLength'
> {
  readonly encode: (prompt: string) => Awaitable<readonly number[]>;
  readonly encodeText: (text: string) => Awaitable<readonly number[]>;
}
