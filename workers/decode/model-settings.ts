import * as z from 'zod';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';

const TokenIds = z.union([z.int(), z.array(z.int())]).nullish();
const SpecialToken = z
  .union([z.string(), z.object({ content: z.string() }).transform((token) => token.content)])
  .nullish();

/** What we read of `tokenizer_config.json`; other fields of these foreign files are ignored here. */
export const TokenizerConfig = z.object({
  chat_template: z.union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))]).nullish(),
  model_max_length: z.number().nullish(),
  bos_token: SpecialToken,
  eos_token: SpecialToken,
  pad_token: SpecialToken,
  unk_token: SpecialToken,
});
export type TokenizerConfig = z.infer<typeof TokenizerConfig>;

const PositionLimits = z.object({
  max_position_embeddings: z.int().positive().nullish(),
  n_positions: z.int().positive().nullish(),
  n_ctx: z.int().positive().nullish(),
  max_sequence_length: z.int().positive().nullish(),
});

/** What we read of `config.json`; models with several parts keep the language model's values in `text_config`. */
export const ModelConfig = PositionLimits.extend({ eos_token_id: TokenIds, text_config: PositionLimits.nullish() });
export type ModelConfig = z.infer<typeof ModelConfig>;

/** What we read of `generation_config.json`: never its sampling defaults, only where generation ends. */
export const GenerationConfig = z.object({ eos_token_id: TokenIds });
export type GenerationConfig = z.infer<typeof GenerationConfig>;

/**
 * One JSON file of a model folder, read by `schema`; a missing file reads as `{}`.
 * Fails with `model-not-a-model` when it is a web page and `model-load-failed` when it is not the expected JSON.
 */
export function parseModelJson<T>(path: string, text: string | undefined, schema: z.ZodType<T>): Result<T> {
  if (text !== undefined && text.trimStart().startsWith('<')) {
    return toFailed('model-not-a-model', `${path} is a web page, not a model file.`, { location: path });
  }
  let value: unknown = {};
  try {
    if (text !== undefined) value = JSON.parse(text);
  } catch (error) {
    return toFailed('model-load-failed', `${path} is not valid JSON.`, { location: path, detail: String(error) });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return toOk(parsed.data);
  const detail = z.prettifyError(parsed.error);
  return toFailed('model-load-failed', `${path} does not have the expected form.`, { location: path, detail });
}
