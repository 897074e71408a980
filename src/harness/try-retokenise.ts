import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { parseTokenBytes, type TokenBytes } from '#core/text/token-bytes.ts';
import { toRetokeniseSeed } from './retokenise-request.ts';
import type { PromptRequest, RetokeniseRequest } from '#workers/contract/inference.ts';
import type { RetokeniseTextsRequest } from '#workers/contract/tokenizer.ts';
import type { RetokenisedText, TextToken } from '#core/tokenizer/retokenised-text.ts';

/** What of a codec is needed; `workers/decode` provides it. */
export interface RetokeniseCodec {
  encode(text: string): readonly number[];
  retokenise(messages: Pick<PromptRequest, 'system' | 'user'>, request: RetokeniseRequest): Result<readonly number[]>;
}

/** Longest text that is tried, UTF-16 code units. */
const MAX_TEXT_LENGTH = 20_000;

/**
 * Each text in the tokenizer's own tokens and in others, as the axis `retokenise` would ask it of a model without a chat template. Fails for a
 * tokenizer that the axis refuses, and for a text that is too long.
 */
export function tryRetokenise(
  { files, texts, probability, masterSeed }: RetokeniseTextsRequest,
  createCodec: (files: Readonly<Record<string, string>>) => Result<RetokeniseCodec>,
): Result<readonly RetokenisedText[]> {
  const tokenizerJson = files['tokenizer.json'] ?? '';
  // Templates and settings of the folder stay out: only the text itself is shown.
  const codec = createCodec({ 'tokenizer.json': tokenizerJson });
  if (!codec.ok) return { ok: false, failure: { ...codec.failure, code: 'model-not-a-model' } };
  const bytesById = parseTokenBytes(tokenizerJson) ?? new Map<number, Uint8Array>();
  const tried: RetokenisedText[] = [];
  for (const { name, text } of texts) {
    if (text.length > MAX_TEXT_LENGTH)
      return toFailed('task-invalid', `The text has ${text.length} characters; at most ${MAX_TEXT_LENGTH} are tried.`);
    const seed = toRetokeniseSeed(masterSeed, name, probability);
    const other = codec.value.retokenise({ system: null, user: text }, { probability, seed });
    if (!other.ok) return other;
    const toTokens = (ids: readonly number[]): readonly TextToken[] => toTextTokens(ids, bytesById);
    tried.push({ name, own: toTokens(codec.value.encode(text)), other: toTokens(other.value) });
  }
  return toOk(tried);
}

function toTextTokens(ids: readonly number[], bytesById: TokenBytes): readonly TextToken[] {
  return ids.map((id) => {
    const bytes = bytesById.get(id);
    if (bytes === undefined) return { id, text: `#${id}` };
    const decoded = decodeUtf8(bytes);
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
    return { id, text: decoded.ok ? toVisible(decoded.text) : `‹${hex}›` };
  });
}

function toVisible(text: string): string {
  return text.replaceAll(' ', '␣').replaceAll('\n', '↵').replaceAll('\t', '⇥');
}
