import * as z from 'zod';
import { editUnprotected, withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { ALL_PROTECTED, toProtectedSpans } from '../protected-spans.ts';

export const caseLower = definePerturbation({
  id: 'case_lower',
  version: 1,
  title: 'Lower case',
  description: 'Writes the input in lower case.',
  definition:
    'Lower-cases the input by the Unicode mapping, without locale, except for protected text. Answers and options keep their capitals, which can make a name that is the answer stand out among names that are not: a known bias of this operator for look-ups, and a reason for class L.',
  class: 'L',
  dimension: 'surface',
  source: 'HELM lowercase_perturbation.py; METRICS §10.2 case_lower',
  keeps: ALL_PROTECTED,
  scripts: ['latin'],
  params: z.strictObject({}),
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) => {
    const spans = toProtectedSpans(prompt.sample, ALL_PROTECTED);
    return withInput(
      prompt,
      editUnprotected(prompt.sample.input, spans, (part) => part.toLowerCase()),
    );
  },
});
