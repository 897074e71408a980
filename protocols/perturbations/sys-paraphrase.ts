import { definePerturbation } from '../perturbation.ts';
import { SYSTEM_PROMPTS } from './pools/system-prompts.ts';
import { NoParams } from './text/whole-text-edit.ts';

/** Variants: each pool has one more member than this. */
const VARIANTS = 5;

export const sysParaphrase = definePerturbation({
  id: 'sys_paraphrase',
  version: 2,
  title: 'System prompt paraphrase',
  description: 'Says a known system prompt in other words.',
  definition:
    'Swaps a known system prompt for another of its pool, in the language that goes with the script: variant v takes the (v + 1)-th after it, as a circle. Leaves a prompt without a system message, or with one that is in no pool, as it is; for pools of your own there is user_paraphrase.',
  class: 'L',
  dimension: 'template',
  source: 'Mizrahi et al. 2024, State of What Art, arXiv:2401.00595; METRICS §10.1 sys_paraphrase',
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: VARIANTS,
  apply: (prompt, _params, variant) => {
    const pool = SYSTEM_PROMPTS.find((members) => members.some((member) => member === prompt.system));
    if (pool === undefined || prompt.system === null) return prompt;
    const system = pool[(pool.indexOf(prompt.system) + 1 + (variant % VARIANTS)) % pool.length] ?? prompt.system;
    return { ...prompt, system };
  },
});
