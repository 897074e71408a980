import * as z from 'zod';
import { editUnprotected, withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED, toProtectedSpans } from '../protected-spans.ts';

export const wsDouble = definePerturbation({
  id: 'ws_double',
  version: 1,
  title: 'Double spaces',
  description: 'Writes every space several times.',
  definition:
    'Writes every space (U+0020) of the input as many times as “times” says; spaces inside answers, options and code stay.',
  class: 'P',
  dimension: 'surface',
  source: 'HELM extra_space_perturbation.py; METRICS §10.2 ws_double',
  scripts: 'all',
  scriptNotes: { han: 'Only where the text has spaces, which Han writing does not need.' },
  params: z.strictObject({ times: z.int().min(2).max(8) }),
  defaultParams: { times: 2 },
  variantCount: 1,
  apply: (prompt, { times }) => {
    const spans = toProtectedSpans(prompt.sample, EVERY_PROTECTED);
    return withInput(
      prompt,
      editUnprotected(prompt.sample.input, spans, (part) => part.replaceAll(' ', ' '.repeat(times))),
    );
  },
});
