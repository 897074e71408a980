import { createSha256 } from '#core/hash/sha256.ts';
import type { Sha256 } from '#core/model/model-ref.ts';
import { toCorpus } from './to-corpus.ts';

/** SHA-256 over the first `count` examples as JSON lists `[system, user, assistant, …]`, one a line, earlier turns first. */
export function toCorpusHash(seed: string, count: number): Sha256 {
  const hash = createSha256();
  const encoder = new TextEncoder();
  for (const { system, turns, user, assistant } of toCorpus(seed, { count })) {
    const texts = [system, ...turns.flatMap((turn) => [turn.user, turn.assistant]), user, assistant];
    hash.update(encoder.encode(`${JSON.stringify(texts)}\n`));
  }
  return hash.hex();
}
