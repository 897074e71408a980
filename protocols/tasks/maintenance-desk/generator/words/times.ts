import { toTerms, type TermLexicon } from '../lexicon.ts';

/** Days of the week. */
export const DAYS: TermLexicon = {
  pseudo: 'none',
  train: toTerms(
    'Monday=सोमवार; Tuesday=मंगलवार; Wednesday=बुधवार; Thursday=गुरुवार; Friday=शुक्रवार; Saturday=शनिवार; Sunday=रविवार',
  ),
  heldOut: [],
};

/** Other times that follow "since". */
export const MOMENTS: TermLexicon = {
  pseudo: 'none',
  train: toTerms(
    'yesterday=कल; this morning=आज सुबह; last night=कल रात; noon=दोपहर; midnight=आधी रात; last week=पिछले हफ्ते',
  ),
  heldOut: toTerms('sunrise=सूर्योदय; last month=पिछले महीने'),
};

/** Units of readings; written the same in Hindi. */
export const UNITS: readonly string[] = ['bar', 'C', 'V', 'A', 'kW', 'mm', 'rpm', 'Hz'];
