import { withInput } from '../edit-unprotected.ts';
import { definePerturbation, type Prompt } from '../perturbation.ts';
import { EVERY_PROTECTED, toProtectedSpans } from '../protected-spans.ts';
import { replaceSites, toFreeSites, type EditSite } from './text/edit-sites.ts';
import { toMainScript } from './text/script.ts';
import { NoParams } from './text/whole-text-edit.ts';
import { DATE_FORMS, toDateSites } from './text/written-dates.ts';
import { NUMBER_FORMS, toNumberSites } from './text/written-numbers.ts';

/** 2024年1月15日 is a quantity by its form, and what changes here. */
const KEPT = EVERY_PROTECTED.filter((kind) => kind !== 'local-quantity');

export const dateNumberFormat = definePerturbation({
  id: 'date_number_format',
  version: 1,
  title: 'Formats of dates and numbers',
  description: 'Writes dates or large numbers in another usual format.',
  definition:
    'Writes dates as 2024-01-15 (variant 0), 15/01/2024 (1) or 15 January 2024 (2), or whole numbers as 100000 (3), 100,000 (4), 100 000 (5) or 1,00,000 (6). Dates whose day is 12 or less stay, because 04/05 has two readings.',
  class: 'L',
  dimension: 'context',
  source: 'HAL taubench_perturbations date formats; METRICS §10.4 date_number_format',
  keeps: KEPT,
  scripts: 'all',
  scriptNotes: { latin: 'English names of months.', devanagari: 'Hindi names of months.', han: '2024年1月15日.' },
  params: NoParams,
  defaultParams: {},
  variantCount: DATE_FORMS.length + NUMBER_FORMS.length,
  apply: (prompt, _params, variant) => {
    const { sample } = prompt;
    const free = toFreeSites(toSites(prompt, variant), toProtectedSpans(sample, KEPT));
    return withInput(prompt, replaceSites(sample.input, free));
  },
});

function toSites({ sample }: Prompt, variant: number): readonly EditSite[] {
  const place = variant % (DATE_FORMS.length + NUMBER_FORMS.length);
  const dateForm = DATE_FORMS[place];
  const numberForm = NUMBER_FORMS[place - DATE_FORMS.length];
  if (dateForm !== undefined) return toDateSites(sample.input, dateForm, toMainScript(sample.input) ?? 'latin');
  return numberForm === undefined ? [] : toNumberSites(sample.input, numberForm);
}
