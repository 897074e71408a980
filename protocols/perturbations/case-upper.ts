import * as z from 'zod';
import { editUnprotected, withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED, toProtectedSpans } from '../protected-spans.ts';

export const caseUpper = definePerturbation({
  id: 'case_upper',
  version: 1,
  title: 'Upper case',
  description: 'Writes the input in capitals.',
  definition: 'Upper-cases the input by the Unicode mapping, without locale (ß becomes SS), except for protected text.',
  class: 'L',
  dimension: 'surface',
  source: 'Unicode Standard §3.13 toUppercase; HAL GAIA prompt variations; METRICS §10.2 case_upper',
  scripts: ['latin'],
  scriptNotes: { latin: 'And Greek, Cyrillic and other scripts with case.' },
  params: z.strictObject({}),
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) => {
    const spans = toProtectedSpans(prompt.sample, EVERY_PROTECTED);
    return withInput(
      prompt,
      editUnprotected(prompt.sample.input, spans, (part) => part.toUpperCase()),
    );
  },
});
