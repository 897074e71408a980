/** Order in which pairs of symbols are merged; a pair without a rank is never merged. */
export type FindMergeRank = (left: string, right: string) => number | undefined;

/**
 * Byte-pair encoding of one word with merges left out at random (BPE-dropout, Provilkov et al. 2020, arXiv:1910.13267, algorithm 1): at
 * each step every possible merge is left out on its own, and the one of lowest rank, leftmost among equals, of those that remain is made;
 * when none remains the word is done. Merges are asked in that order and only until one remains, which has the same distribution.
 * Without drops this is byte-pair encoding.
 * @param symbols the word in its smallest parts.
 * @param isDropped whether the next merge asked about is left out; draws.
 */
export function applyMerges(
  symbols: readonly string[],
  findRank: FindMergeRank,
  isDropped: () => boolean,
): readonly string[] {
  const word = [...symbols];
  const toRank = (index: number): number => findRank(word[index] ?? '', word[index + 1] ?? '') ?? Infinity;
  const ranks = word.slice(1).map((_, index) => toRank(index));
  for (;;) {
    const place = choosePlace(ranks, isDropped);
    if (place === null) return word;
    word.splice(place, 2, `${word[place] ?? ''}${word[place + 1] ?? ''}`);
    ranks.splice(place, 1);
    if (place > 0) ranks[place - 1] = toRank(place - 1);
    if (place < ranks.length) ranks[place] = toRank(place);
  }
}

/** The first place, by rank and then from the left, that is not left out; null = none. */
function choosePlace(ranks: readonly number[], isDropped: () => boolean): number | null {
  let best = -1;
  for (let index = 0; index < ranks.length; index += 1) {
    const rank = ranks[index] ?? Infinity;
    if (rank !== Infinity && (best === -1 || rank < (ranks[best] ?? Infinity))) best = index;
  }
  if (best === -1) return null;
  if (!isDropped()) return best;
  const others = ranks
    .map((rank, place) => ({ rank, place }))
    .filter(({ rank, place }) => rank !== Infinity && place !== best)
    .toSorted((a, b) => a.rank - b.rank || a.place - b.place);
  return others.find(() => !isDropped())?.place ?? null;
}
