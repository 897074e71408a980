import { toCountText, toNumberText } from '#core/charts/number-text.ts';
import { toOptionSum, type OptionScore } from '#core/model/option-score.ts';
import { optionSoftmax } from '#core/stats/predictability/option-softmax.ts';

/** One line per option of a trial that chose: its share among the options by plain sums, the sum itself and its tokens. */
export function toOptionFacts(
  options: readonly OptionScore[],
): readonly { readonly label: string; readonly value: string }[] {
  const sums = options.map(toOptionSum);
  const shares = optionSoftmax(sums);
  return options.map(({ text, tokenIds }, index) => ({
    label: `${index + 1}. ${text}`,
    value: `${toNumberText(shares[index] ?? null, 'proportion')} of the options; log-probability ${toNumberText(sums[index] ?? null, 'signed')} over ${toCountText(tokenIds.length)} ${tokenIds.length === 1 ? 'token' : 'tokens'}`,
  }));
}
