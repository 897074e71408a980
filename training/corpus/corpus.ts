import * as z from 'zod';
import { createSha256 } from '#core/hash/sha256.ts';
import { createRng, type Rng } from '#core/rng/rng.ts';
import type { Conversation } from './to-token-row.ts';

/** The text that a model is trained on: an endless stream cut into pools, each from its own stream of random numbers. */
export const CorpusSettings = z.strictObject({
  seed: z.string().min(1),
  examplesPerPool: z.int().positive(),
});
export type CorpusSettings = z.infer<typeof CorpusSettings>;

/** Draws one training example. */
export type DrawConversation = (rng: Rng) => Conversation;

/** Examples of a pool by its number, from 0 on; depends on nothing else. */
export function toPool(settings: CorpusSettings, pool: number, draw: DrawConversation): readonly Conversation[] {
  const rng = createRng(`${settings.seed}/corpus/${pool}`);
  return Array.from({ length: settings.examplesPerPool }, () => draw(rng));
}

/** All text of a conversation, message by message. */
export function toTexts({ system, turns, user, assistant }: Conversation): readonly string[] {
  const exchanges = [...turns, { user, assistant }];
  return [...(system === null ? [] : [system]), ...exchanges.flatMap((turn) => [turn.user, turn.assistant])];
}

/** Identity of the first pools of a corpus. */
export interface CorpusDigest {
  readonly pools: number;
  readonly examples: number;
  /** UTF-8 bytes that were hashed. */
  readonly bytes: number;
  /** SHA-256 over the examples as JSON lists `[system, user, assistant, …]`, one a line. */
  readonly sha256: string;
}

/** Generates the first pools again and hashes them. */
export function toCorpusDigest(settings: CorpusSettings, pools: number, draw: DrawConversation): CorpusDigest {
  const hash = createSha256();
  const encoder = new TextEncoder();
  let [examples, bytes] = [0, 0];
  for (let pool = 0; pool < pools; pool += 1) {
    const conversations = toPool(settings, pool, draw);
    const lines = conversations.map((conversation) => {
      const hasSystem = conversation.system !== null;
      return `${JSON.stringify([...(hasSystem ? [] : [null]), ...toTexts(conversation)])}\n`;
    });
    const block = encoder.encode(lines.join(''));
    hash.update(block);
    examples += conversations.length;
    bytes += block.length;
  }
  return { pools, examples, bytes, sha256: hash.hex() };
}
