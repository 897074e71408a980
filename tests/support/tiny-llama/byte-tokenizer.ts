import { BYTE_CHARACTERS } from '#training/bpe/byte-characters.ts';

/** Words that get a token of their own, with the space before them. */
const WORDS = ['the', 'and', 'that', 'what', 'with', 'answer', 'number', 'system', 'model', 'question'];

/** Control tokens; their ids follow all others. */
export const SPECIAL_TOKENS = ['<s>', '</s>', '<|im_start|>', '<|im_end|>'] as const;

/** Merges that build each word from its first byte on. */
function toMerges(): readonly (readonly [string, string])[] {
  const merges = new Map<string, readonly [string, string]>();
  for (const word of WORDS) {
    for (let end = 0; end < word.length; end += 1) {
      const left = `Ġ${word.slice(0, end)}`;
      merges.set(left + word.charAt(end), [left, word.charAt(end)]);
    }
  }
  return [...merges.values()];
}

/** A byte-level BPE `tokenizer.json` with 256 bytes, a few words and four control tokens, and its vocabulary size. */
export function createByteTokenizer(): { readonly json: string; readonly vocabularySize: number } {
  const merges = toMerges();
  const tokens = [...BYTE_CHARACTERS, ...merges.map(([left, right]) => left + right)];
  const addedTokens = SPECIAL_TOKENS.map((content, index) => ({
    id: tokens.length + index,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
  const beginning = { id: '<s>', ids: [tokens.length], tokens: ['<s>'] };
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: true };
  const tokenizer = {
    version: '1.0',
    added_tokens: addedTokens,
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
      special_tokens: { '<s>': beginning },
    },
    decoder: byteLevel,
    model: {
      type: 'BPE',
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: merges.map(([left, right]) => `${left} ${right}`),
    },
  };
  return { json: JSON.stringify(tokenizer), vocabularySize: tokens.length + addedTokens.length };
}
