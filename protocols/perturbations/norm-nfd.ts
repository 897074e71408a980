import * as z from 'zod';
import { editUnprotected, withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { toProtectedSpans, STRUCTURE_PROTECTED } from '../protected-spans.ts';

export const normNfd = definePerturbation({
  id: 'norm_nfd',
  version: 1,
  title: 'Decomposed letters',
  description: 'Writes letters with diacritics as base letters with combining marks.',
  definition:
    "Writes the input in normalisation form D. Canonical equivalence keeps the text the same for a reader and for scorers, which compose both sides, so answers are decomposed too; only code, addresses and the sample's own list must stay, because there other code points are another thing. Parts are decomposed apart, which keeps the whole equivalent.",
  class: 'P',
  dimension: 'unicode',
  source: 'Unicode Standard Annex 15, normalisation form D; METRICS §10.3 norm_nfd',
  keeps: STRUCTURE_PROTECTED,
  scripts: ['latin', 'devanagari', 'bangla', 'kannada', 'arabic'],
  params: z.strictObject({}),
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) => {
    const spans = toProtectedSpans(prompt.sample, ['protect', 'code', 'address']);
    return withInput(
      prompt,
      editUnprotected(prompt.sample.input, spans, (part) => part.normalize('NFD')),
    );
  },
});
