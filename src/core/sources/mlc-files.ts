/** Names, at the top of a folder, of what an MLC model consists of. Source: mlc-ai/web-llm, artifacts of a model record. */
const MLC_FILES: ReadonlySet<string> = new Set([
  'mlc-chat-config.json',
  'tensor-cache.json',
  'tokenizer.json',
  'tokenizer.model',
  'tokenizer_config.json',
  'chat_template.jinja',
  'config.json',
  'generation_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'vocab.json',
  'merges.txt',
]);
const MLC_PIECE = /^(?:params_shard_\d+\.bin|[^/]+\.wasm)$/;

/** True for a path that an MLC model can have a file at; its compiled library lies beside the rest, under any name. */
export function isMlcFile(path: string): boolean {
  return MLC_FILES.has(path) || MLC_PIECE.test(path);
}
