import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { STRUCTURE_PROTECTED } from '../protected-spans.ts';
import { toFieldHeads } from './text/field-heads.ts';
import { replaceSeparators, SEPARATORS, toOtherSeparator } from './text/field-separators.ts';
import { NoParams } from './text/whole-text-edit.ts';

export const fmtSeparator = definePerturbation({
  id: 'fmt_separator',
  version: 2,
  title: 'Field separator',
  description: 'Replaces the separator after field names such as “Question:” by another one.',
  definition:
    'Replaces the separator of every field head, in any script and with full-width colons too, by another one. The list is read as a circle from the separator of the first head on; variant v takes the (v + 1)-th after it, so the 14 variants are the 14 other separators, the same for all heads.',
  class: 'P',
  dimension: 'template',
  source: 'FormatSpread grammar, Sclar et al. 2023, arXiv:2310.11324; METRICS §10.1 fmt_separator',
  keeps: [...STRUCTURE_PROTECTED, 'label'],
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: SEPARATORS.length - 1,
  apply: (prompt, _params, variant) => {
    const { input } = prompt.sample;
    const separators = toFieldHeads(prompt.sample).map(({ separator }) => separator);
    const [first] = separators;
    if (first === undefined) return prompt;
    return withInput(
      prompt,
      replaceSeparators(input, separators, toOtherSeparator(input.slice(first[0], first[1]), variant)),
    );
  },
});
