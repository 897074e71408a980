import { definePerturbation } from '../perturbation.ts';
import { withSuffix } from './text/place-sentences.ts';
import { NoParams } from './text/whole-text-edit.ts';

const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 10;

export const randomSuffix = definePerturbation({
  id: 'random_suffix',
  version: 1,
  title: 'Random characters after',
  description: 'Appends ten random letters and digits.',
  definition: 'Appends ten letters and digits drawn uniformly, as a word of its own.',
  class: 'P',
  dimension: 'context',
  source: 'PromptBench CheckList attack, arXiv:2306.04528; METRICS §10.4 random_suffix',
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: null,
  apply: (prompt, _params, _variant, rng) => {
    const letters = Array.from({ length: LENGTH }, () => CHARACTERS.charAt(rng.int(0, CHARACTERS.length - 1)));
    return withSuffix(prompt, letters.join(''));
  },
});
