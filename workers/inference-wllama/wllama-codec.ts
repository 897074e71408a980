import type { Wllama } from '@wllama/wllama/esm/index.js';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { createRenderer, type ChatTemplateOrigin } from '#workers/decode/chat-template.ts';
import type { PromptCodec } from '#workers/decode/prompt-codec.ts';
import type { GgufFacts } from './gguf-facts.ts';

/** Text side of a GGUF file, and where its template is from. */
export interface WllamaCodec extends PromptCodec {
  readonly chatTemplate: ChatTemplateOrigin;
}

interface CodecOptions {
  readonly templateOverride: string | null;
  /** Smaller than the file's where memory sets the limit. */
  readonly contextLength: number | null;
}

/**
 * Tokenises by llama.cpp, which has the rules of every GGUF tokenizer; renders by Plumbline's own template engine, so that
 * prompts are those of the ONNX form of a model; reads tokens by the bytes that llama.cpp gives for each, joined and taken as
 * UTF-8. A beginning token is added where the file asks for one and the template has not written it.
 */
export async function createWllamaCodec(
  wllama: Wllama,
  facts: GgufFacts,
  { templateOverride, contextLength }: CodecOptions,
): Promise<Result<WllamaCodec>> {
  const source = templateOverride ?? facts.chatTemplate;
  const origin = templateOverride !== null ? 'configuration' : source === null ? 'none' : 'gguf';
  const renderer = createRenderer({ origin, source }, facts.templateTokens);
  if (!renderer.ok) return renderer;
  const { n_vocab, token_bos, token_eos, token_eot, list_tokens_eog, add_bos_token } = wllama.getLoadedContextInfo();
  const pieces = (await wllama.getVocab()).slice(-n_vocab);
  const isToken = (token: number): boolean => token >= 0 && token < n_vocab;
  const stops = [...list_tokens_eog, token_eos, token_eot].filter(isToken);
  return toOk({
    render: renderer.value,
    encode: async (prompt) => {
      const ids = await wllama.tokenize(prompt, true);
      return add_bos_token && isToken(token_bos) && ids[0] !== token_bos ? [token_bos, ...ids] : ids;
    },
    encodeText: (text) => wllama.tokenize(text, false),
    retokenise: () =>
      toFailed(
        'config-invalid',
        'Other token ids for the same text cannot be made of a GGUF file: take the axis "retokenise" out.',
        { location: 'protocol.axes' },
      ),
    decode: (tokenIds) => toText(tokenIds.filter((id) => !facts.specialIds.has(id)).map((id) => pieces[id])),
    prefixTokenId: [token_bos, token_eos].find(isToken) ?? null,
    stopTokenIds: [...new Set(stops)].toSorted((a, b) => a - b),
    contextLength,
    chatTemplate: origin,
  });
}

/** Bytes of tokens as text; what is not UTF-8 becomes U+FFFD. */
function toText(pieces: readonly (Uint8Array | undefined)[]): string {
  const bytes = pieces.flatMap((piece) => [...(piece ?? [])]);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
