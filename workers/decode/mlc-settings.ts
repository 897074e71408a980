import * as z from 'zod';
import { toOk, type Result } from '#core/errors/result.ts';
import { parseModelJson, type ModelConfig } from './model-settings.ts';

/** File of an MLC folder that says what the model is; it has no `config.json` as a rule. */
export const MLC_CONFIG = 'mlc-chat-config.json';

const TokenIds = z.union([z.int(), z.array(z.int())]).nullish();

/** Where generation ends and how much room there is. Source: mlc-ai/mlc-llm, python/mlc_llm/protocol/mlc_chat_config.py. */
const MlcSettings = z.object({
  eos_token_id: TokenIds,
  /** −1 = no limit but memory. */
  context_window_size: z.int().nullish(),
  conv_template: z.object({ stop_token_ids: z.array(z.int()).nullish() }).nullish(),
});

/** The settings of an MLC folder as those of `config.json`; without the file, `model` as it is. */
export function mergeMlcSettings(model: ModelConfig, text: string | undefined): Result<ModelConfig> {
  if (text === undefined) return toOk(model);
  const parsed = parseModelJson(MLC_CONFIG, text, MlcSettings);
  if (!parsed.ok) return parsed;
  const { eos_token_id: ends, context_window_size: room, conv_template: conversation } = parsed.value;
  const stopIds = [model.eos_token_id, ends, conversation?.stop_token_ids].flat();
  return toOk({
    ...model,
    eos_token_id: stopIds.filter((id): id is number => typeof id === 'number'),
    // The compiled cache has this much room, whatever the architecture would allow.
    ...(typeof room === 'number' && room > 0 ? { max_position_embeddings: room } : {}),
  });
}
