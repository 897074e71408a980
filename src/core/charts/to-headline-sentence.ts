import type { Headline } from '../stats/headline.ts';
import { toCountText, toNumberText, toPercentText } from './number-text.ts';

/** The headline in plain words, with what it rests on. */
export function toHeadlineSentence({ accuracy, passHatK, gap, k }: Headline): string {
  if (accuracy.value === null) return `There is no accuracy yet: ${accuracy.reason ?? 'no trial has been scored'}.`;
  const first = `Solves ${toPercentText(accuracy.value)} of ${toCountText(accuracy.n)} samples on average`;
  if (passHatK.value === null || gap.value === null) {
    return `${first}; how dependable that is cannot be said: ${passHatK.reason ?? gap.reason ?? 'no value'}.`;
  }
  const passed = toPercentText(passHatK.value);
  if (k === 1) return `${first}. Each was asked only once, so nothing is known of how dependable that is.`;
  return toNumberText(gap.value, 'proportion') === '0.00'
    ? `${first}, and ${passed} every time: ${k} repetitions change nothing that this run could see.`
    : `${first}, but only ${passed} every time. The gap is accuracy that does not hold over ${k} repetitions.`;
}
