import { Tokenizer } from '@huggingface/tokenizers';
import * as z from 'zod';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { DecodeTokens } from '#core/text/output-text.ts';
import type { RetokeniseRequest } from '#workers/contract/inference.ts';
import { createRenderer, toChatTemplate, toTemplateTokens } from './chat-template.ts';
import type { ChatTemplateOrigin, PromptMessages } from './chat-template.ts';
import { toMarkedPrompt } from './message-spans.ts';
import { MLC_CONFIG, mergeMlcSettings } from './mlc-settings.ts';
import { GenerationConfig, ModelConfig, parseModelJson, TokenizerConfig } from './model-settings.ts';
import { createRetokenise, type Retokenise } from './retokenise.ts';
import { toStopTokenIds } from './stop-token-ids.ts';

/** Files of a model folder that `createTextCodec` reads; all but the first may be missing. */
export const TEXT_CODEC_PATHS = [
  'tokenizer.json',
  'tokenizer_config.json',
  'chat_template.jinja',
  'config.json',
  'generation_config.json',
  MLC_CONFIG,
] as const;

/**
 * Text ↔ tokens of one model, a pure function of its files and the template override: the worker that runs a model and the
 * script that verifies a bundle get the same prompt ids and the same texts from it.
 */
export interface TextCodec {
  /** Prompt text after the chat template. Never contains today's date; fails with `model-load-failed`. */
  readonly render: (messages: PromptMessages) => Result<string>;
  /** Ids of a rendered prompt; special tokens are added only for a model without a template. Never truncates. */
  readonly encode: (prompt: string) => readonly number[];
  /** Other ids of the same rendered prompt, special tokens and the template's words kept; fails with `config-invalid` where it cannot. */
  readonly retokenise: (messages: PromptMessages, request: RetokeniseRequest) => Result<readonly number[]>;
  /** Ids of a text that is no prompt: no special token is added to any model's. */
  readonly encodeText: (text: string) => readonly number[];
  /** The token that a text is scored after: the model's beginning token, else its end token; null = it has neither. */
  readonly prefixTokenId: number | null;
  /** Text without special tokens and without clean-up of spaces. Ids that the tokenizer does not know have no text. */
  readonly decode: DecodeTokens;
  readonly chatTemplate: ChatTemplateOrigin;
  /** Ascending, distinct. */
  readonly stopTokenIds: readonly number[];
  /** Tokens that prompt and output share; null when the files state no limit. */
  readonly contextLength: number | null;
}

/** Above this `model_max_length` means "no limit": transformers writes 1e30 there. */
const NO_LIMIT_TOKENS = 100_000_000;

/** Smallest limit that `config.json` and `tokenizer_config.json` state, or null. */
function toContextLength(model: ModelConfig, tokenizer: TokenizerConfig): number | null {
  const { text_config: part } = model;
  const limits = [
    model.max_position_embeddings ?? model.n_positions ?? model.n_ctx ?? model.max_sequence_length,
    part?.max_position_embeddings ?? part?.n_positions ?? part?.n_ctx ?? part?.max_sequence_length,
    tokenizer.model_max_length,
  ].filter((limit): limit is number => typeof limit === 'number' && limit >= 1 && limit < NO_LIMIT_TOKENS);
  return limits.length === 0 ? null : Math.floor(Math.min(...limits));
}

/** Builds the tokenizer; its constructor throws on files of an unknown kind. */
function createTokenizer(tokenizerJson: unknown, tokenizerConfig: unknown): Result<Tokenizer> {
  try {
    return toOk(new Tokenizer(Object(tokenizerJson), Object(tokenizerConfig)));
  } catch (error) {
    return toFailed('model-load-failed', 'tokenizer.json describes a tokenizer that cannot be used.', {
      location: 'tokenizer.json',
      detail: String(error),
    });
  }
}

/** Encoder of `TextCodec.encode`. */
function createEncode(tokenizer: Tokenizer, addSpecialTokens: boolean): (prompt: string) => readonly number[] {
  return (prompt) => {
    const ids: readonly (number | null | undefined)[] = tokenizer.encode(prompt, {
      add_special_tokens: addSpecialTokens,
    }).ids;
    // A tokenizer without an unknown token gives no id for characters it lacks; they are dropped, as in the original library.
    return ids.filter((id): id is number => typeof id === 'number');
  };
}

/** Decoder of `TextCodec.decode`. */
function createDecode(tokenizer: Tokenizer, specialIds: ReadonlySet<number>): DecodeTokens {
  return (tokenIds) => {
    // The tokenizer throws on no tokens and on ids past its vocabulary, which graphs with padded vocabularies can emit.
    const ids = tokenIds.filter((id) => !specialIds.has(id) && tokenizer.id_to_token(id) !== undefined);
    if (ids.length === 0) return '';
    return tokenizer.decode(ids, { skip_special_tokens: true, clean_up_tokenization_spaces: false });
  };
}

/**
 * Reads the text side of a model folder.
 * @param files text of the folder's files by path, at least `tokenizer.json`.
 * @param templateOverride Jinja template that replaces the folder's, or null.
 * @returns the codec, or a failure `model-missing-file`, `model-not-a-model` or `model-load-failed` naming the file.
 */
export function createTextCodec(
  files: Readonly<Record<string, string | undefined>>,
  templateOverride: string | null,
): Result<TextCodec> {
  if (files['tokenizer.json'] === undefined) {
    return toFailed('model-missing-file', 'The model has no tokenizer.json, so its text cannot be made into tokens.', {
      location: 'tokenizer.json',
    });
  }
  const json = parseModelJson('tokenizer.json', files['tokenizer.json'], z.looseObject({}));
  const whole = parseModelJson('tokenizer_config.json', files['tokenizer_config.json'], z.looseObject({}));
  const config = parseModelJson('tokenizer_config.json', files['tokenizer_config.json'], TokenizerConfig);
  const ownModel = parseModelJson('config.json', files['config.json'], ModelConfig);
  if (!ownModel.ok) return ownModel;
  const model = mergeMlcSettings(ownModel.value, files[MLC_CONFIG]);
  const generation = parseModelJson('generation_config.json', files['generation_config.json'], GenerationConfig);
  if (!json.ok) return json;
  if (!whole.ok) return whole;
  if (!config.ok) return config;
  if (!model.ok) return model;
  if (!generation.ok) return generation;
  const tokenizer = createTokenizer(json.value, whole.value);
  if (!tokenizer.ok) return tokenizer;
  const settings = { model: model.value, generation: generation.value, tokenizer: config.value };
  return assembleCodec(
    tokenizer.value,
    () => createRetokenise(json.value, whole.value, tokenizer.value),
    settings,
    toChatTemplate(templateOverride, files['chat_template.jinja'], config.value.chat_template),
  );
}

/** Retokeniser of whole prompts; the tables are made when first needed. */
function createPromptRetokenise(
  { render, encode, encodeText, decode }: Pick<TextCodec, 'render' | 'encode' | 'encodeText' | 'decode'>,
  normalise: (text: string) => string,
  openRetokenise: () => Result<Retokenise>,
): TextCodec['retokenise'] {
  let opened: Result<Retokenise> | null = null;
  return (messages, request) => {
    opened ??= openRetokenise();
    if (!opened.ok) return opened;
    const prompt = render(messages);
    if (!prompt.ok) return prompt;
    const marked = toMarkedPrompt(render, messages, prompt.value, normalise);
    if (!marked.ok) return marked;
    const cut = opened.value(marked.value, request);
    if (!cut.ok) return cut;
    const own = encode(prompt.value);
    // What a model without a template has around its prompt: beginning and end tokens.
    const bare = encodeText(prompt.value);
    const before = own.findIndex((_, start) => bare.every((id, index) => own[start + index] === id));
    const ids = own.toSpliced(Math.max(0, before), bare.length, ...cut.value);
    return decode(ids) === decode(own)
      ? toOk(ids)
      : toFailed(
          'config-invalid',
          'Other tokens of a prompt do not give back its text: take the axis "retokenise" out.',
          {
            location: 'protocol.axes',
          },
        );
  };
}

/** Puts the parsed parts together. */
function assembleCodec(
  tokenizer: Tokenizer,
  openRetokenise: () => Result<Retokenise>,
  settings: { readonly model: ModelConfig; readonly generation: GenerationConfig; readonly tokenizer: TokenizerConfig },
  template: ReturnType<typeof toChatTemplate>,
): Result<TextCodec> {
  const renderer = createRenderer(template, toTemplateTokens(settings.tokenizer));
  if (!renderer.ok) return renderer;
  const special = [...tokenizer.get_added_tokens_decoder()].filter(([, token]) => token.special);
  const idBySpecialToken = new Map(special.map(([id, token]) => [token.content, id]));
  const prefix = settings.tokenizer.bos_token ?? settings.tokenizer.eos_token;
  const text = {
    render: renderer.value,
    encode: createEncode(tokenizer, template.source === null),
    encodeText: createEncode(tokenizer, false),
    decode: createDecode(tokenizer, new Set(special.map(([id]) => id))),
  };
  return toOk({
    ...text,
    retokenise: createPromptRetokenise(text, (part) => tokenizer.normalizer?.normalize(part) ?? part, openRetokenise),
    prefixTokenId: typeof prefix === 'string' ? (tokenizer.token_to_id(prefix) ?? null) : null,
    chatTemplate: template.origin,
    stopTokenIds: toStopTokenIds(settings, (token) => tokenizer.token_to_id(token), idBySpecialToken),
    contextLength: toContextLength(settings.model, settings.tokenizer),
  });
}
