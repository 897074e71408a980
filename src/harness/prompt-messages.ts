import type { Demonstration } from '#core/model/few-shot.ts';
import type { TaskConfig } from '#core/model/harness-config.ts';
import type { ConditionSample } from '#core/model/trial.ts';
import { toAskedInput } from '#core/text/asked-input.ts';
import { fillTemplate } from '#core/text/fill-template.ts';
import type { PromptRequest } from '#workers/contract/inference.ts';

/** The messages of a prompt, before the chat template. */
export type PromptMessages = Pick<PromptRequest, 'system' | 'user' | 'turns'>;

/** What a sample asks under a condition: the task's templates filled, demonstrations as text or as earlier turns. */
export function toPromptMessages(
  task: TaskConfig,
  { sample, system, demonstrations }: ConditionSample,
): PromptMessages {
  const { promptTemplate, fewShot } = task;
  const user = fillTemplate(promptTemplate, { input: toAskedInput(task, sample) });
  const shown = demonstrations?.shown ?? [];
  if (fewShot === undefined || shown.length === 0) return { system, user };
  const { render } = fewShot;
  if (render.type === 'turns') {
    const turns = shown.flatMap(({ input, target }) => [
      { role: 'user' as const, content: fillTemplate(promptTemplate, { input }) },
      { role: 'assistant' as const, content: target },
    ]);
    return { system, user, turns };
  }
  const before = shown.map(
    (demonstration) => fillTemplate(render.template, toFields(demonstration)) + render.separator,
  );
  return { system, user: before.join('') + user };
}

function toFields({ input, target }: Demonstration): Readonly<Record<string, string>> {
  return { input, target };
}
