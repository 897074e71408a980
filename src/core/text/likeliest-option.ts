import { encodeUtf8 } from '../bundle/utf8.ts';
import { toOptionSum, type OptionScore } from '../model/option-score.ts';

/** What a sum of log-probabilities is divided by before options are compared. */
export type OptionUnit = 'option' | 'token' | 'character' | 'byte';

/**
 * One number per option: Σ ln p divided by 1, by its tokens, or by the characters or UTF-8 bytes of its forced text without the
 * delimiter. `option` ranks as `acc` of lm-evaluation-harness, `character` as its `acc_norm` (which counts Unicode characters),
 * `byte` as its `acc_bytes`; `character` and `byte` agree on ASCII.
 */
export function toOptionValues(scores: readonly OptionScore[], unit: OptionUnit): readonly number[] {
  return scores.map((score) => toOptionSum(score) / toSize(score, unit));
}

function toSize({ text, tokenIds }: OptionScore, unit: OptionUnit): number {
  switch (unit) {
    case 'option':
      return 1;
    case 'token':
      return tokenIds.length;
    case 'character':
      return Array.from(text).length;
    case 'byte':
      return encodeUtf8(text).length;
    default:
      return unit satisfies never;
  }
}

/** Index of the largest value, the first among equals as in NumPy's argmax; −1 for none. */
export function toLargestIndex(values: readonly number[]): number {
  return values.reduce((best, value, index) => (best === -1 || value > (values[best] ?? -Infinity) ? index : best), -1);
}
