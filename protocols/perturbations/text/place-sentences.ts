import type { Prompt } from '../../perturbation.ts';
import { withInput } from '../../edit-unprotected.ts';

/** A last line that asks for the output, such as `Answer:`. */
const CUE = /(?:^|\n)[^\n]{1,60}[:：]\s*$/;
const CJK_END = /[\p{Script=Han}。，？！：；）”]$/u;

/** The prompt with a text before its input: on a line of its own when the input has lines, else in front of the first sentence. */
export function withPrefix(prompt: Prompt, text: string): Prompt {
  const { input } = prompt.sample;
  const gap = input.includes('\n') || /^[^\n]{1,40}[:：]/.test(input) ? '\n' : CJK_END.test(text) ? '' : ' ';
  return withInput(prompt, text + gap + input);
}

/**
 * The prompt with a text after its input, but before a last line that ends in a colon, which asks for the output. On a line of its
 * own when the input has lines, because the last of them may be an option.
 */
export function withSuffix(prompt: Prompt, text: string): Prompt {
  const { input } = prompt.sample;
  const cue = CUE.exec(input);
  const at = cue === null || cue.index === 0 ? input.trimEnd().length : cue.index;
  const head = input.slice(0, at).trimEnd();
  const gap = head.includes('\n') ? '\n' : CJK_END.test(head) ? '' : ' ';
  return withInput(prompt, head + gap + text + input.slice(at));
}
