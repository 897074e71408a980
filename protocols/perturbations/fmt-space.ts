import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { toProtectedSpans, STRUCTURE_PROTECTED } from '../protected-spans.ts';
import { replaceSites, toFreeSites } from './text/edit-sites.ts';
import { toFieldHeads } from './text/field-heads.ts';
import { NoParams } from './text/whole-text-edit.ts';

/** Spacings of FormatSpread, in the order of METRICS §10.1. */
const SPACINGS = [
  '',
  ' ',
  '\n',
  ' \n',
  ' -- ',
  '  ',
  '; \n',
  ' || ',
  ' <sep> ',
  ', ',
  ' \n ',
  ' , ',
  '\n ',
  '. ',
  ' ,  ',
] as const;

export const fmtSpace = definePerturbation({
  id: 'fmt_space',
  version: 1,
  title: 'Spacing between fields',
  description: 'Replaces what stands between one field and the next by another spacing.',
  definition:
    'Replaces the white space before every field but the first. The list is read as a circle from the spacing before the second field on; variant v takes the (v + 1)-th after it. An input with less than two fields stays.',
  class: 'P',
  dimension: 'template',
  source: 'FormatSpread grammar, Sclar et al. 2023, arXiv:2310.11324; METRICS §10.1 fmt_space',
  keeps: [...STRUCTURE_PROTECTED, 'label'],
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: SPACINGS.length - 1,
  apply: (prompt, _params, variant) => {
    const { input } = prompt.sample;
    const gaps = toFieldHeads(prompt.sample)
      .slice(1)
      .map(({ descriptor: [end] }) => ({ start: input.slice(0, end).trimEnd().length, end }));
    const [first] = gaps;
    const kept = toProtectedSpans(prompt.sample, ['protect', 'code', 'address', 'label', 'wrapped-label']);
    if (first === undefined || toFreeSites(gaps, kept).length < gaps.length) return prompt;
    const present = SPACINGS.findIndex((spacing) => spacing === input.slice(first.start, first.end));
    const spacing = SPACINGS[(present + 1 + (variant % (SPACINGS.length - 1))) % SPACINGS.length] ?? '';
    return withInput(
      prompt,
      replaceSites(
        input,
        gaps.map((gap) => ({ ...gap, replacements: [spacing] })),
      ),
    );
  },
});
