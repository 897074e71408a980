/** Source: openai/gpt-2, src/encoder.py; the `use_regex` of the ByteLevel pre-tokenizer in huggingface/tokenizers. */
const GPT2_WORDS = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

/** As in @huggingface/tokenizers, the Digits pre-tokenizer knows the ten ASCII digits only. */
const DIGITS_AND_REST = /[^\d]+|\d/gu;

/**
 * Cuts a text where no token may cross: each digit by itself, then GPT-2's words with the space before them. Joined, the
 * words are the text.
 */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  for (const [part] of text.matchAll(DIGITS_AND_REST)) {
    for (const [word] of part.matchAll(GPT2_WORDS)) words.push(word);
  }
  return words;
}
