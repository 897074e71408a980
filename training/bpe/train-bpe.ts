import { BYTE_CHARACTERS, toByteText } from './byte-characters.ts';
import { splitWords } from './split-words.ts';

/** A byte-level BPE vocabulary: special tokens, then the 256 bytes, then one token a merge. */
export interface BpeVocabulary {
  /** Text of each token by id; bytes are written as in `BYTE_CHARACTERS`. */
  readonly tokens: readonly string[];
  /** Pairs of token texts in the order in which they are merged. */
  readonly merges: readonly (readonly [string, string])[];
  readonly specialTokens: readonly string[];
}

/** A distinct word of the corpus as token ids, which shrink as merges are made. */
interface Word {
  readonly ids: number[];
  readonly count: number;
}

/** Pairs of token ids are kept as one number: left · 2^16 + right. */
const PAIR_BASE = 65_536;

/**
 * Learns merges by frequency until the vocabulary is full or no pair occurs twice; among equals the smaller pair of ids
 * wins, as in huggingface/tokenizers. Depends on the multiset of words only. Source: Sennrich et al. 2016, arXiv:1508.07909,
 * algorithm 1, over bytes.
 */
export function trainBpe(
  texts: Iterable<string>,
  vocabularySize: number,
  specialTokens: readonly string[],
): BpeVocabulary {
  const tokens = [...specialTokens, ...BYTE_CHARACTERS.toSorted((a, b) => (a < b ? -1 : 1))];
  const words = countWords(texts, new Map(tokens.map((token, id) => [token, id])));
  const pairs = new PairCounts(words);
  const merges: (readonly [string, string])[] = [];
  while (tokens.length < vocabularySize) {
    const pair = pairs.findMostFrequent();
    if (pair === null) break;
    const left = tokens[Math.floor(pair / PAIR_BASE)] ?? '';
    const right = tokens[pair % PAIR_BASE] ?? '';
    pairs.merge(pair, tokens.length);
    tokens.push(left + right);
    merges.push([left, right]);
  }
  return { tokens, merges, specialTokens };
}

function countWords(texts: Iterable<string>, idByByte: ReadonlyMap<string, number>): readonly Word[] {
  const countByWord = new Map<string, number>();
  for (const text of texts) {
    for (const word of splitWords(text)) countByWord.set(word, (countByWord.get(word) ?? 0) + 1);
  }
  return [...countByWord].map(([word, count]) => ({
    ids: Array.from(toByteText(word), (character) => idByByte.get(character) ?? 0),
    count,
  }));
}

/** How often each pair of neighbours occurs, kept up to date while words are merged. */
class PairCounts {
  readonly #words: readonly Word[];
  readonly #countByPair = new Map<number, number>();
  /** Indices of words in which a pair occurs or once occurred. */
  readonly #wordsByPair = new Map<number, Set<number>>();

  constructor(words: readonly Word[]) {
    this.#words = words;
    for (const index of words.keys()) this.#count(index, 1);
  }

  /** The pair to merge next, or null when none occurs twice. */
  findMostFrequent(): number | null {
    let best: number | null = null;
    let most = 1;
    for (const [pair, count] of this.#countByPair) {
      if (count < most || (count === most && (best === null || pair > best))) continue;
      best = pair;
      most = count;
    }
    return best;
  }

  /** Replaces a pair by a new id in all words. */
  merge(pair: number, id: number): void {
    for (const index of this.#wordsByPair.get(pair) ?? []) {
      this.#count(index, -1);
      replacePair(this.#words[index]?.ids ?? [], pair, id);
      this.#count(index, 1);
    }
    this.#wordsByPair.delete(pair);
    this.#countByPair.delete(pair);
  }

  /** Adds or takes away all pairs of a word. */
  #count(index: number, sign: 1 | -1): void {
    const word = this.#words[index];
    if (word === undefined) return;
    for (let position = 0; position + 1 < word.ids.length; position += 1) {
      const pair = (word.ids[position] ?? 0) * PAIR_BASE + (word.ids[position + 1] ?? 0);
      this.#countByPair.set(pair, (this.#countByPair.get(pair) ?? 0) + sign * word.count);
      if (sign === -1) continue;
      const users = this.#wordsByPair.get(pair);
      if (users === undefined) this.#wordsByPair.set(pair, new Set([index]));
      else users.add(index);
    }
  }
}

/** In place, from left to right. */
function replacePair(ids: number[], pair: number, id: number): void {
  const left = Math.floor(pair / PAIR_BASE);
  const right = pair % PAIR_BASE;
  let length = 0;
  for (let position = 0; position < ids.length; position += 1) {
    const isPair = ids[position] === left && ids[position + 1] === right;
    ids[length] = isPair ? id : (ids[position] ?? 0);
    if (isPair) position += 1;
    length += 1;
  }
  ids.length = length;
}
