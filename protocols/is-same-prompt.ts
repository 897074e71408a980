import type { Prompt } from './perturbation.ts';

/** Whether two prompts of one sample show a model the same: input, passages, system message, and demonstrations in their order. */
export function isSamePrompt(one: Prompt, other: Prompt): boolean {
  return (
    one.sample.input === other.sample.input &&
    one.system === other.system &&
    JSON.stringify(one.sample.passages) === JSON.stringify(other.sample.passages) &&
    toShownIds(one).join('\n') === toShownIds(other).join('\n')
  );
}

function toShownIds({ demonstrations }: Prompt): readonly string[] {
  return (demonstrations?.shown ?? []).map(({ demonstrationId }) => JSON.stringify(demonstrationId));
}
