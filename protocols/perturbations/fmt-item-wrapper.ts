import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { toProtectedSpans, STRUCTURE_PROTECTED } from '../protected-spans.ts';
import { replaceSites, toFreeSites } from './text/edit-sites.ts';
import { locateOptionList, WRAPPERS } from './text/option-list.ts';
import { NoParams } from './text/whole-text-edit.ts';

/** The first wrappers are FormatSpread's. */
const COUNT = 6;

export const fmtItemWrapper = definePerturbation({
  id: 'fmt_item_wrapper',
  version: 1,
  title: 'Brackets of option labels',
  description: 'Writes option labels with other brackets or marks.',
  definition:
    'Wraps the labels of options in another way: (x) x. x) x ) [x] <x>. Read as a circle from the present one on; a list with a wrapper of another habit (x: x、) begins at the first, and has six variants instead of five.',
  class: 'P',
  dimension: 'template',
  source: 'FormatSpread grammar, Sclar et al. 2023, arXiv:2310.11324; METRICS §10.1 fmt_item_wrapper',
  keeps: STRUCTURE_PROTECTED,
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: COUNT,
  apply: (prompt, _params, variant) => {
    const { sample } = prompt;
    const list = locateOptionList(sample);
    if (list?.wrapper === undefined || list.wrapper === null) return prompt;
    const present = list.wrapper < COUNT ? list.wrapper : -1;
    const [open, close] = WRAPPERS[(present + 1 + (variant % COUNT)) % COUNT] ?? ['', ''];
    const sites = list.heads.map(([start, end], position) => ({
      start,
      end,
      replacements: [open + sample.input.slice(...(list.labels[position] ?? [start, end])) + close],
    }));
    const kept = toProtectedSpans(sample, ['protect', 'code', 'address']);
    return toFreeSites(sites, kept).length < sites.length
      ? prompt
      : withInput(prompt, replaceSites(sample.input, sites));
  },
});
