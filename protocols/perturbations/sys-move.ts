import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { NoParams } from './text/whole-text-edit.ts';

export const sysMove = definePerturbation({
  id: 'sys_move',
  version: 1,
  title: 'System prompt in the user turn',
  description: 'Says the system prompt at the head of the user’s message instead.',
  definition:
    "Moves the system message to the head of the user's: some chat templates do this by themselves, others have no system turn.",
  class: 'L',
  dimension: 'template',
  source: 'METRICS §10.1 sys_move',
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) => {
    if (prompt.system === null) return prompt;
    const moved = withInput(prompt, `${prompt.system}\n\n${prompt.sample.input}`);
    return moved === prompt ? prompt : { ...moved, system: null };
  },
});
