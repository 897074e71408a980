import * as z from 'zod';
import { Interval } from '../model/report.ts';

/** A number over the sentences of one language; `value` null comes with a reason, and so does a missing interval. */
export const TokenizerReading = z.strictObject({
  value: z.number().nullable(),
  reason: z.string().nullable(),
  interval: Interval.nullable(),
});
export type TokenizerReading = z.infer<typeof TokenizerReading>;

/** What a tokenizer makes of the sentences of one language. */
export const LanguageCoverage = z.strictObject({
  /** As the text names it, e.g. `kn`. */
  language: z.string().min(1).max(40),
  /** Script of most words, or null for none that the catalogue knows. */
  script: z.string().nullable(),
  sentences: z.int().min(1),
  /** Code points of the normalised text, spaces among them. */
  characters: z.int().min(0),
  /** Stretches between white space that hold a letter or digit; null in Han, which writes no gaps. */
  words: z.int().min(0).nullable(),
  /** UTF-8 bytes of the normalised text. */
  bytes: z.int().min(0),
  tokens: z.int().min(0),
  tokensPerCharacter: TokenizerReading,
  tokensPerWord: TokenizerReading,
  tokensPerByte: TokenizerReading,
  /** Share of tokens that stand for one byte of a character of several bytes. */
  byteFallbackShare: TokenizerReading,
  /** Share of sentences whose tokens do not give the sentence back. */
  roundTripFailureShare: TokenizerReading,
  /** Sentences, counted from 1, whose tokens do not give them back; the first 20. */
  roundTripFailures: z.array(z.int().min(1)).max(20),
  /** Tokens over those of the reference language, for the same sentences. */
  fertilityRatio: TokenizerReading,
});
export type LanguageCoverage = z.infer<typeof LanguageCoverage>;

/** How well a tokenizer covers languages. */
export const TokenizerReport = z.strictObject({
  schemaVersion: z.literal(1),
  /** Where the tokenizer is from, e.g. a model id or file name. */
  tokenizer: z.string().min(1).max(300),
  tokenizerSha256: z.string().regex(/^[0-9a-f]{64}$/),
  text: z.string().min(1).max(300),
  textSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** What was counted and how, in sentences. */
  counted: z.array(z.string()),
  level: z.number(),
  /** Language that `fertilityRatio` compares with, or null without parallel text. */
  reference: z.string().nullable(),
  languages: z.array(LanguageCoverage),
});
export type TokenizerReport = z.infer<typeof TokenizerReport>;
