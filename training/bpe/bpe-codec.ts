import { fromByteText, toByteText } from './byte-characters.ts';
import { splitWords } from './split-words.ts';
import type { BpeVocabulary } from './train-bpe.ts';

/** Text ↔ ids of one vocabulary. Special tokens are written by their id; a text that looks like one is plain text here. */
export interface BpeCodec {
  readonly encode: (text: string) => readonly number[];
  /** Special tokens have no text. */
  readonly decode: (ids: Iterable<number>) => string;
  /** Id of a special token; throws on any other text. */
  readonly toSpecialId: (token: string) => number;
}

/** Words whose ids are remembered; beyond that they are computed again. */
const CACHE_SIZE = 200_000;

/** The codec; encoding a known word costs one look-up. */
export function createBpeCodec(vocabulary: BpeVocabulary): BpeCodec {
  const idByToken = new Map(vocabulary.tokens.map((token, id) => [token, id]));
  const rankByPair = new Map(vocabulary.merges.map(([left, right], rank) => [`${left} ${right}`, rank]));
  const idsByWord = new Map<string, readonly number[]>();
  const encodeWord = (word: string): readonly number[] => {
    const known = idsByWord.get(word);
    if (known !== undefined) return known;
    const ids = mergeParts(Array.from(toByteText(word)), rankByPair).map((part) => idByToken.get(part) ?? 0);
    if (idsByWord.size < CACHE_SIZE) idsByWord.set(word, ids);
    return ids;
  };
  return {
    encode: (text) => splitWords(text).flatMap(encodeWord),
    decode: (ids) => {
      const known = [...ids].filter((id) => id >= vocabulary.specialTokens.length);
      return fromByteText(known.map((id) => vocabulary.tokens[id] ?? '').join(''));
    },
    toSpecialId: (token) => {
      const id = vocabulary.specialTokens.indexOf(token);
      if (id < 0) throw new Error(`${token} is no special token`);
      return id;
    },
  };
}

/** Merges neighbours, the earliest learned pair first, until no pair is known. */
function mergeParts(parts: readonly string[], rankByPair: ReadonlyMap<string, number>): readonly string[] {
  const merged = [...parts];
  for (;;) {
    let best = Infinity;
    let at = -1;
    for (let position = 0; position + 1 < merged.length; position += 1) {
      const rank = rankByPair.get(`${merged[position] ?? ''} ${merged[position + 1] ?? ''}`) ?? Infinity;
      if (rank < best) [best, at] = [rank, position];
    }
    if (at < 0) return merged;
    merged.splice(at, 2, `${merged[at] ?? ''}${merged[at + 1] ?? ''}`);
  }
}
