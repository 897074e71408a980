import * as z from 'zod';
import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { toProtectedSpans } from '../protected-spans.ts';
import { INSTRUCTIONS, STRENGTHS } from './pools/instructions.ts';
import { replaceSites, toFreeSites } from './text/edit-sites.ts';
import { toSentenceSites } from './text/sentence-sites.ts';

const byPlain = new Map(INSTRUCTIONS.flatMap((instruction) => instruction.plain.map((plain) => [plain, instruction])));

export const instrParaphrase = definePerturbation({
  id: 'instr_paraphrase',
  version: 1,
  title: 'Instruction paraphrase',
  description: 'Says a known instruction in other words, from mild to chat style.',
  definition:
    'Says the instructions that the frozen pool knows in other words, of the strength asked for; for pools of your own there is user_paraphrase.',
  class: 'L',
  dimension: 'template',
  source: 'HAL prompt_variation strengths, from a frozen pool instead of a model; METRICS §10.1 instr_paraphrase',
  keeps: ['protect', 'code', 'wrapped-label'],
  scripts: 'all',
  scriptNotes: { latin: 'English, six instructions.', devanagari: 'Hindi, four instructions.' },
  params: z.strictObject({ strength: z.enum(STRENGTHS) }),
  defaultParams: { strength: 'medium' },
  variantCount: 1,
  apply: (prompt, { strength }) => {
    const { input } = prompt.sample;
    const sites = toSentenceSites(input, [...byPlain.keys()], (plain) => byPlain.get(plain)?.[strength] ?? null);
    const kept = toProtectedSpans(prompt.sample, ['protect', 'code', 'wrapped-label']);
    return withInput(prompt, replaceSites(input, toFreeSites(sites, kept)));
  },
});
