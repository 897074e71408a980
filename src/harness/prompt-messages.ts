import type { Demonstration } from '#core/model/few-shot.ts';
import type { TaskConfig } from '#core/model/harness-config.ts';
import type { ConditionSample } from '#core/model/trial.ts';
import type { PromptRequest } from '#workers/contract/inference.ts';

/** The messages of a prompt, before the chat template. */
export type PromptMessages = Pick<PromptRequest, 'system' | 'user' | 'turns'>;

/** What a sample asks under a condition: the task's templates filled, demonstrations as text or as earlier turns. */
export function toPromptMessages(
  { promptTemplate, fewShot }: TaskConfig,
  { sample, system, demonstrations }: ConditionSample,
): PromptMessages {
  const user = fillTemplate(promptTemplate, { input: sample.input });
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

/** The template with `{name}` replaced by each field; what a field contains is never replaced again. */
function fillTemplate(template: string, fields: Readonly<Record<string, string>>): string {
  return template.replace(/\{([a-z]+)\}/g, (whole, name: string) => fields[name] ?? whole);
}
