import { Tokenizer } from '@huggingface/tokenizers';
import * as z from 'zod';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { createRng, type Rng } from '#core/rng/rng.ts';
import { byteByCharacter } from '#core/text/byte-level-alphabet.ts';
import type { RetokeniseRequest } from '#workers/contract/inference.ts';
import { applyMerges, type FindMergeRank } from './apply-merges.ts';
import type { MarkedPrompt } from './message-spans.ts';

/** What of a tokenizer.json says how words are made of bytes. */
const ByteLevelJson = z.object({
  model: z.object({
    type: z.literal('BPE'),
    vocab: z.record(z.string(), z.int()),
    merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
    continuing_subword_prefix: z.literal('').nullish(),
    end_of_word_suffix: z.literal('').nullish(),
  }),
  added_tokens: z.array(z.object({ content: z.string() })).optional(),
  pre_tokenizer: z.unknown().optional(),
  decoder: z.unknown().optional(),
});

/** Cuts the words of a prompt's messages into other tokens of the same text. */
export type Retokenise = (prompt: MarkedPrompt, request: RetokeniseRequest) => Result<readonly number[]>;

/** Steps of `Rng.int` that a probability is compared in. */
const STEPS = 2 ** 30;

/**
 * Reads what retokenising needs. Special and other added tokens and the words of the template keep their tokens, as does a word that lies
 * partly outside a message; every other word is merged anew from its bytes with merges left out (`applyMerges`). Fails with
 * `config-invalid` for a tokenizer that is not byte-level BPE.
 */
export function createRetokenise(
  tokenizerJson: unknown,
  tokenizerConfig: unknown,
  tokenizer: Tokenizer,
): Result<Retokenise> {
  const parsed = ByteLevelJson.safeParse(tokenizerJson);
  if (!parsed.success || !JSON.stringify([parsed.data.pre_tokenizer, parsed.data.decoder]).includes('"ByteLevel"'))
    return toRefusal(
      'The axis "retokenise" needs a tokenizer of byte-level BPE, which this model\'s tokenizer.json does not describe.',
    );
  const { model, added_tokens: added = [] } = parsed.data;
  const rankByPair = new Map(
    model.merges.map((merge, rank) => [typeof merge === 'string' ? merge : merge.join(' '), rank]),
  );
  const findRank: FindMergeRank = (left, right) => rankByPair.get(`${left} ${right}`);
  const addedContents = new Set(added.map(({ content }) => content));
  const splitWords = createWordSplitter(tokenizerJson, tokenizerConfig);
  return toOk(({ text, spans }, { probability, seed }) => {
    const rng = createRng(seed);
    const inMessage = toByteSpans(text, spans);
    const tokens: string[] = [];
    const bytes: number[] = [];
    for (const word of splitWords(text)) {
      const start = bytes.length;
      const isAdded = addedContents.has(word);
      bytes.push(
        ...(isAdded ? encodeUtf8(word) : Array.from(word, (character) => byteByCharacter.get(character) ?? 0)),
      );
      const isWords = !isAdded && inMessage.some((span) => start >= span.start && bytes.length <= span.end);
      if (isAdded) tokens.push(word);
      else if (isWords) tokens.push(...applyMerges(Array.from(word), findRank, () => isDrawn(rng, probability)));
      else tokens.push(...(tokenizer.model?.encode([word]) ?? []));
    }
    if (!isEqual(bytes, encodeUtf8(text)))
      return toRefusal('The tokenizer changes the text of a prompt, so the axis "retokenise" cannot keep it the same.');
    const ids = tokens.map((token) => tokenizer.token_to_id(token));
    const missing = tokens[ids.indexOf(undefined)];
    return missing === undefined
      ? toOk(ids.filter((id) => id !== undefined))
      : toRefusal(`The vocabulary lacks ${JSON.stringify(missing)}, a part of its own words.`);
  });
}

/** Whether something of this probability happens; exactly never at 0 and always at 1. */
function isDrawn(rng: Rng, probability: number): boolean {
  return rng.int(0, STEPS - 1) < probability * STEPS;
}

function isEqual(left: readonly number[], right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** Words before they are merged, in the byte-level alphabet, and added tokens as they are: the tokenizer with its model taken out. */
function createWordSplitter(tokenizerJson: unknown, tokenizerConfig: unknown): (text: string) => readonly string[] {
  const splitter = new Tokenizer(
    { ...Object(tokenizerJson), model: { type: 'BPE', vocab: {}, merges: [] } },
    Object(tokenizerConfig),
  );
  if (splitter.model !== null) splitter.model.encode = (words) => words;
  return (text) => splitter.tokenize(text, { add_special_tokens: false });
}

function toByteSpans(text: string, spans: MarkedPrompt['spans']): MarkedPrompt['spans'] {
  const toBytes = (end: number): number => encodeUtf8(text.slice(0, end)).length;
  return spans.map(({ start, end }) => ({ start: toBytes(start), end: toBytes(end) }));
}

function toRefusal(message: string): Result<never> {
  return toFailed('config-invalid', message, { location: 'protocol.axes' });
}
