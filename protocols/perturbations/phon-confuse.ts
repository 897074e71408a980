import { defineUnitEdit, IntensityOnly, type Prompt } from '../perturbation.ts';
import { HOMOPHONES } from './tables/homophones.ts';
import type { EditSite } from './text/edit-sites.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toExchanges, toReplacements, toReplacementSites } from './text/replacement-sites.ts';

/** Letters that are said alike or told apart by breath only, both ways. */
const EXCHANGES = toExchanges(
  [
    'ಶ ಷ ಸ|ನ ಣ|ಲ ಳ|ಕ ಖ|ಗ ಘ|ಚ ಛ|ಜ ಝ|ಟ ಠ|ಡ ಢ|ತ ಥ|ದ ಧ|ಪ ಫ|ಬ ಭ',
    'শ ষ স|ন ণ|জ য|র \u09A1\u09BC',
    'श ष स|न ण|ँ ं',
    'أ إ آ ا|ة ه|ى ي',
  ].join('|'),
);

/** One way only: a nukta is left out, as many writers of Hindi do in words from Persian; ড় in one code point. */
const DROPS = toReplacements(
  '\u0915\u093C क|\u0916\u093C ख|\u0917\u093C ग|\u091C\u093C ज|\u092B\u093C फ|' +
    '\u0958 क|\u0959 ख|\u095A ग|\u095B ज|\u095E फ|\u09DC র',
);

const NUKTA = /[\u093C\u09BC\u0CBC]/;

export const phonConfuse = defineUnitEdit({
  id: 'phon_confuse',
  version: 1,
  title: 'Letters that sound alike',
  description: 'Writes letters by sound: sibilants, nasals, aspirates, forms of alef, homophones.',
  definition:
    'Confuses letters that sound alike. A letter with a nukta is another letter and stays but for the drop. It can make another real word, so minimal pairs need a reader (class L).',
  class: 'L',
  dimension: 'surface',
  source: 'METRICS §10.2 phon_confuse, unreviewed; Han homophones from Unihan kMandarin',
  scripts: ['devanagari', 'bangla', 'kannada', 'arabic', 'han'],
  scriptNotes: {
    devanagari: 'श/ष/स, न/ण, ँ/ं, ज़/ज.',
    bangla: 'শ/ষ/স, ন/ণ, জ/য, র/ড়.',
    kannada: 'ಶ/ಷ/ಸ, ನ/ಣ, ಲ/ಳ and aspirates.',
    arabic: 'Forms of alef, ة/ه, ى/ي.',
    han: 'Another frequent character of the same syllable and tone.',
  },
  params: IntensityOnly,
  defaultParams: { intensity: 0.05 },
  variantCount: null,
  toSiteGroups: (prompt) => toOpenSites(prompt, toAlikeSites(prompt)),
});

function toAlikeSites({ sample }: Prompt): readonly EditSite[] {
  const { input } = sample;
  const letters = [EXCHANGES, DROPS].flatMap((table) =>
    toReplacementSites(input, table, (_, end) => !NUKTA.test(input.charAt(end))),
  );
  return [...letters, ...toReplacementSites(input, HOMOPHONES)].toSorted((a, b) => a.start - b.start);
}
