import { definePerturbation } from '../perturbation.ts';
import { NoParams } from './text/whole-text-edit.ts';

export const sysRemove = definePerturbation({
  id: 'sys_remove',
  version: 1,
  title: 'No system prompt',
  description: 'Asks without the system prompt.',
  definition: 'Drops the system message; the user’s message stays as it is.',
  class: 'L',
  dimension: 'template',
  source: 'METRICS §10.1 sys_remove',
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) => (prompt.system === null ? prompt : { ...prompt, system: null }),
});
