import * as z from 'zod';
import { definePerturbation } from '../perturbation.ts';

/** English system prompts that say the same; written for this project, not reviewed by people yet (class L). */
const POOLS: readonly (readonly string[])[] = [
  [
    'You are a helpful assistant.',
    'You are an assistant who helps.',
    'Act as a helpful assistant.',
    'Your role is to be a helpful assistant.',
    'You are a useful and helpful assistant.',
    'Be a helpful assistant to the user.',
  ],
  [
    'You are a small assistant.',
    'You are a little assistant.',
    'Act as a small assistant.',
    'Your role is to be a small assistant.',
    'You are an assistant, a small one.',
    'Be a small assistant to the user.',
  ],
  [
    'Follow the instructions exactly.',
    'Do exactly what the instructions say.',
    'Stick to the instructions exactly.',
    'Carry out the instructions exactly.',
    'The instructions must be followed exactly.',
    'Please follow the instructions to the letter.',
  ],
  [
    'Answer briefly.',
    'Give a brief answer.',
    'Keep your answer brief.',
    'Reply briefly.',
    'Your answer should be brief.',
    'Please be brief when you answer.',
  ],
];

/** Variants: each pool has one more member than this. */
const VARIANTS = 5;

export const sysParaphraseV1 = definePerturbation({
  id: 'sys_paraphrase',
  version: 1,
  title: 'System prompt paraphrase, English only',
  description: 'Says a known system prompt in other words.',
  definition:
    'Swaps a known system prompt for another of its pool: variant v takes the (v + 1)-th after it, as a circle. Leaves a prompt without a system message, or with one that is in no pool, as it is.',
  class: 'L',
  dimension: 'template',
  source: 'Mizrahi et al. 2024, State of What Art, arXiv:2401.00595; METRICS §10.1 sys_paraphrase',
  scripts: ['latin'],
  params: z.strictObject({}),
  defaultParams: {},
  variantCount: VARIANTS,
  apply: (prompt, _params, variant) => {
    const pool = POOLS.find((members) => members.some((member) => member === prompt.system));
    if (pool === undefined || prompt.system === null) return prompt;
    const system = pool[(pool.indexOf(prompt.system) + 1 + (variant % VARIANTS)) % pool.length] ?? prompt.system;
    return { ...prompt, system };
  },
});
