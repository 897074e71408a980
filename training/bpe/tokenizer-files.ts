import * as z from 'zod';
import type { BpeVocabulary } from './train-bpe.ts';

/** Ids are the positions: the model's configuration and every file agree on them. */
export const SPECIAL_TOKENS = ['<|pad|>', '<|end|>', '<|system|>', '<|user|>', '<|assistant|>'] as const;
export const PAD_TOKEN = '<|pad|>';
export const END_TOKEN = '<|end|>';

/** Each message is `<|role|>`, a line break, the content, `<|end|>` and a line break. */
export const CHAT_TEMPLATE = `{% for m in messages %}<|{{ m['role'] }}|>
{{ m['content'] }}<|end|>
{% endfor %}{% if add_generation_prompt %}<|assistant|>
{% endif %}`;

/** Text files of a model folder that describe its tokens, in the layout of Hugging Face. */
export function toTokenizerFiles(vocabulary: BpeVocabulary, contextLength: number): Readonly<Record<string, string>> {
  const [padId, endId] = [PAD_TOKEN, END_TOKEN].map((token) => vocabulary.specialTokens.indexOf(token));
  const specialTokens = { eos_token: END_TOKEN, pad_token: PAD_TOKEN };
  return {
    'tokenizer.json': toJson(toTokenizerJson(vocabulary)),
    'tokenizer_config.json': toJson({
      tokenizer_class: 'PreTrainedTokenizerFast',
      ...specialTokens,
      bos_token: null,
      unk_token: null,
      model_max_length: contextLength,
      padding_side: 'left',
      clean_up_tokenization_spaces: false,
      chat_template: CHAT_TEMPLATE,
    }),
    'chat_template.jinja': CHAT_TEMPLATE,
    'special_tokens_map.json': toJson(specialTokens),
    'generation_config.json': toJson({
      eos_token_id: endId,
      pad_token_id: padId,
      max_length: contextLength,
      do_sample: false,
    }),
  };
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

function toTokenizerJson({ tokens, merges, specialTokens }: BpeVocabulary): unknown {
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specialTokens.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Digits', individual_digits: true }, byteLevel] },
    post_processor: null,
    decoder: byteLevel,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: merges.map(([left, right]) => `${left} ${right}`),
    },
  };
}

const TokenizerJson = z.object({
  added_tokens: z.array(z.object({ id: z.int(), content: z.string() })),
  model: z.object({ vocab: z.record(z.string(), z.int()), merges: z.array(z.string()) }),
});

/** Inverse of `toTokenizerFiles` for `tokenizer.json`. */
export function parseTokenizerJson(json: string): BpeVocabulary {
  const { added_tokens: added, model } = TokenizerJson.parse(JSON.parse(json));
  const tokens: string[] = [];
  for (const [token, id] of Object.entries(model.vocab)) tokens[id] = token;
  return {
    tokens,
    merges: model.merges.map((merge) => {
      const [left = '', right = ''] = merge.split(' ');
      return [left, right];
    }),
    specialTokens: added.toSorted((a, b) => a.id - b.id).map(({ content }) => content),
  };
}
