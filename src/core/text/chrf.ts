const MAX_ORDER = 6;

/** Character n-grams of one text, n = 1 … 6. */
export interface CharacterNgrams {
  /** `countsByOrder[n − 1]`: how often each n-gram occurs. */
  readonly countsByOrder: readonly ReadonlyMap<string, number>[];
  /** Characters without white space. */
  readonly length: number;
}

/** n-grams over code points after NFC, white space removed; an n-gram may cross a word border. */
export function toCharacterNgrams(text: string): CharacterNgrams {
  const compact = text.normalize('NFC').replace(/\p{White_Space}+/gu, '');
  const offsets = toOffsets(compact);
  const length = offsets.length - 1;
  const countsByOrder = Array.from({ length: MAX_ORDER }, (_, index) => {
    const counts = new Map<string, number>();
    for (let start = 0; start + index < length; start += 1) {
      const ngram = compact.slice(offsets[start], offsets[start + index + 1]);
      counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
    }
    return counts;
  });
  return { countsByOrder, length };
}

/** Where each code point starts, in UTF-16 code units, and the end of the text. */
function toOffsets(text: string): readonly number[] {
  const offsets = [0];
  let offset = 0;
  for (const character of text) {
    offset += character.length;
    offsets.push(offset);
  }
  return offsets;
}

/**
 * chrF: F score of character n-grams, precision and recall averaged over the orders that both texts have; in [0, 1], 1 for two empty
 * texts, 0 when one is empty. With β = 1 it is symmetric, so it can compare two outputs of which neither is a reference.
 * Source: Popović 2015, as in sacrebleu without word n-grams and smoothing; METRICS §2.12.
 * @param beta weight of recall, > 0; the one that sacrebleu uses is 2.
 */
export function chrf(hypothesis: CharacterNgrams, reference: CharacterNgrams, beta: number): number {
  if (hypothesis.length === 0 && reference.length === 0) return 1;
  const orders = Math.min(MAX_ORDER, hypothesis.length, reference.length);
  let precision = 0;
  let recall = 0;
  for (let order = 1; order <= orders; order += 1) {
    const matches = countMatches(hypothesis.countsByOrder[order - 1], reference.countsByOrder[order - 1]);
    precision += matches / (hypothesis.length - order + 1) / orders;
    recall += matches / (reference.length - order + 1) / orders;
  }
  const weight = beta * beta;
  return precision + recall === 0 ? 0 : ((1 + weight) * precision * recall) / (weight * precision + recall);
}

function countMatches(a: ReadonlyMap<string, number> = new Map(), b: ReadonlyMap<string, number> = new Map()): number {
  let matches = 0;
  for (const [ngram, count] of a) matches += Math.min(count, b.get(ngram) ?? 0);
  return matches;
}
