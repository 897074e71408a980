import type { GenerationConfig, ModelConfig, TokenizerConfig } from './model-settings.ts';

/** Ends of turn that chat models use beside their declared end token (ChatML, Llama 3, Phi 3). */
const END_OF_TURN_TOKENS = ['<|im_end|>', '<|eot_id|>', '<|end|>'];

/**
 * Every token id that ends a generation, ascending and distinct: the end tokens that the model's files declare, and the
 * usual ends of turn where they are special tokens of this tokenizer.
 * @param idByToken ids of all tokens.  @param idBySpecialToken ids of added tokens that are special.
 */
export function toStopTokenIds(
  settings: { readonly model: ModelConfig; readonly generation: GenerationConfig; readonly tokenizer: TokenizerConfig },
  idByToken: (token: string) => number | undefined,
  idBySpecialToken: ReadonlyMap<string, number>,
): readonly number[] {
  const declared = [settings.generation.eos_token_id, settings.model.eos_token_id].flat();
  const endToken = settings.tokenizer.eos_token;
  const ids = [
    ...declared,
    typeof endToken === 'string' ? idByToken(endToken) : undefined,
    ...END_OF_TURN_TOKENS.map((token) => idBySpecialToken.get(token)),
  ];
  const known = ids.filter((id): id is number => typeof id === 'number' && id >= 0);
  return [...new Set(known)].toSorted((a, b) => a - b);
}
