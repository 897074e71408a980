import * as z from 'zod';
import { editUnprotected, withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { ALL_PROTECTED, toProtectedSpans } from '../protected-spans.ts';

/** Longest run that is drawn: HELM's code draws 1 … 3, its documentation says 0 … 3 (METRICS §10.2). */
const MAX_SPACES = 3;

export const wsRandom = definePerturbation({
  id: 'ws_random',
  version: 1,
  title: 'Random spaces',
  description: 'Makes each gap between words one to three spaces wide.',
  definition:
    'Gives each run of spaces (U+0020) of the input a length drawn uniformly from 1 … 3. White space has no meaning outside code and addresses, but copied answers must still match, so spaces inside answers and options stay.',
  class: 'P',
  dimension: 'surface',
  source: 'HELM space_perturbation.py; METRICS §10.2 ws_random',
  keeps: ALL_PROTECTED,
  scripts: 'all',
  scriptNotes: { han: 'Only where the text has spaces, which Han writing does not need.' },
  params: z.strictObject({}),
  defaultParams: {},
  variantCount: null,
  apply: (prompt, _params, _variant, rng) => {
    const spans = toProtectedSpans(prompt.sample, ALL_PROTECTED);
    return withInput(
      prompt,
      editUnprotected(prompt.sample.input, spans, (part) =>
        part.replace(/ +/g, () => ' '.repeat(rng.int(1, MAX_SPACES))),
      ),
    );
  },
});
