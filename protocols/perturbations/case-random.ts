import { defineUnitEdit, IntensityOnly } from '../perturbation.ts';
import type { EditSite } from './text/edit-sites.ts';
import { toOpenSites } from './text/open-sites.ts';

export const caseRandom = defineUnitEdit({
  id: 'case_random',
  version: 1,
  title: 'Random case',
  description: 'Flips the case of a share of the letters.',
  definition:
    'Flips the case of letters whose other case is one character that maps back; ß and ŉ, which have none, stay.',
  class: 'L',
  dimension: 'surface',
  source: 'Unicode Standard §3.13, with exact counts; METRICS §10.2 case_random',
  scripts: ['latin'],
  scriptNotes: { latin: 'And Greek, Cyrillic and other scripts with case.' },
  params: IntensityOnly,
  defaultParams: { intensity: 0.2 },
  variantCount: null,
  toSiteGroups: (prompt) => toOpenSites(prompt, toCasedLetters(prompt.sample.input)),
});

function toCasedLetters(text: string): readonly EditSite[] {
  return Array.from(text.matchAll(/\p{Lu}|\p{Ll}/gu)).flatMap((match): readonly EditSite[] => {
    const [letter] = match;
    const lower = letter.toLowerCase();
    const other = lower === letter ? letter.toUpperCase() : lower;
    const back = lower === letter ? other.toLowerCase() : other.toUpperCase();
    if (other === letter || back !== letter || Array.from(other).length !== 1) return [];
    return [{ start: match.index, end: match.index + letter.length, replacements: [other] }];
  });
}
