import type { LoadReport } from '#core/model/effective-config.ts';
import type { GgufMetadata } from './gguf-metadata.ts';

/** What Plumbline takes from the metadata of a GGUF file. Keys: ggml-org/ggml, docs/gguf.md. */
export interface GgufFacts {
  readonly architecture: string;
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Tokens that prompt and output share; null where the file states none. */
  readonly contextLength: number | null;
  readonly chatTemplate: string | null;
  readonly addsBeginningToken: boolean;
  /** Special tokens by the names that templates use. */
  readonly templateTokens: Readonly<Record<string, string>>;
  /** Ids of tokens without text: control, unknown and unused ones. */
  readonly specialIds: ReadonlySet<number>;
}

/** Kinds of tokens that have no text. Source: ggml-org/llama.cpp, gguf-py/gguf/constants.py, TokenType. */
const WITHOUT_TEXT: ReadonlySet<unknown> = new Set([2, 3, 5]);

/** Reads the facts; what the file does not say gets the value that llama.cpp takes then. */
export function toGgufFacts(metadata: GgufMetadata): GgufFacts {
  const architecture = toText(metadata.get('general.architecture')) ?? 'unknown';
  const read = (key: string): number | null => toNumber(metadata.get(`${architecture}.${key}`));
  const heads = read('attention.head_count') ?? 1;
  const tokens = metadata.get('tokenizer.ggml.tokens');
  const types = metadata.get('tokenizer.ggml.token_type');
  const nameOf = (key: string): string | null => {
    const id = toNumber(metadata.get(`tokenizer.ggml.${key}_token_id`));
    return id === null || !Array.isArray(tokens) ? null : toText(tokens[id]);
  };
  const names = { bos_token: nameOf('bos'), eos_token: nameOf('eos'), unk_token: nameOf('unknown') };
  return {
    architecture,
    layers: Math.max(1, read('block_count') ?? 1),
    kvHeads: Math.max(1, read('attention.head_count_kv') ?? heads),
    headDim: Math.max(1, read('attention.key_length') ?? Math.floor((read('embedding_length') ?? 1) / heads)),
    contextLength: read('context_length'),
    chatTemplate: toText(metadata.get('tokenizer.chat_template')),
    addsBeginningToken: metadata.get('tokenizer.ggml.add_bos_token') === true,
    templateTokens: Object.fromEntries(
      Object.entries(names).flatMap(([name, text]) => (text === null ? [] : [[name, text]])),
    ),
    specialIds: new Set(Array.isArray(types) ? [...types.keys()].filter((id) => WITHOUT_TEXT.has(types[id])) : []),
  };
}

/** The graph's part of a load report: llama.cpp builds its graph itself, so there are no named inputs. */
export function toGgufGraph({ layers, kvHeads, headDim }: GgufFacts, vocabularySize: number): LoadReport['graph'] {
  return { layers, kvHeads, headDim, vocabularySize, inputs: [], batchSensitiveOperators: [] };
}

function toText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A number; of a list (values that differ by layer) the largest. */
function toNumber(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (!Array.isArray(value)) return null;
  return value.reduce<number | null>(
    (most, item) => (typeof item === 'number' && (most === null || item > most) ? item : most),
    null,
  );
}
