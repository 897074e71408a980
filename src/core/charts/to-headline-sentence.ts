import type { Headline } from '../stats/headline.ts';
import { toCountText, toNumberText } from './number-text.ts';

/** The headline in plain words, with what it rests on. */
export function toHeadlineSentence({ accuracy, passHatK, gap, k }: Headline): string {
  if (accuracy.value === null) return `There is no accuracy yet: ${accuracy.reason ?? 'no trial has been scored'}.`;
  const score = toNumberText(accuracy.value, 'proportion');
  const first = `Over ${toCountText(accuracy.n)} samples a trial scores ${score} on average`;
  if (passHatK.value === null || gap.value === null) {
    return `${first}; how dependable that is cannot be said: ${passHatK.reason ?? gap.reason ?? 'no value'}.`;
  }
  const passed = toNumberText(passHatK.value, 'proportion');
  const all = k === 1 ? 'in its only epoch' : `in all ${k} epochs`;
  const second = `${first}, and a sample passes ${all} with probability ${passed}.`;
  return toNumberText(gap.value, 'proportion') === '0.00'
    ? `${second} Repeating a question changes nothing that this run could see.`
    : `${second} The gap of ${toNumberText(gap.value, 'proportion')} is accuracy that does not hold over ${k} repetitions.`;
}
