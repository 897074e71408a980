import type { Comparison } from '#core/model/comparison.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { scoreChoiceLetter } from './score-choice-letter.ts';
import { scoreChoice } from './score-choice.ts';
import { scoreChrf } from './score-chrf.ts';
import { scoreExact } from './score-exact.ts';
import { scoreIncludesAll } from './score-includes-all.ts';
import { scoreIncludes } from './score-includes.ts';
import { scoreJsonFields } from './score-json-fields.ts';
import { scoreJsonSchema } from './score-json-schema.ts';
import { scoreListF1 } from './score-list-f1.ts';
import { scoreNumber } from './score-number.ts';
import { scoreQuantity } from './score-quantity.ts';
import { scoreRegex } from './score-regex.ts';

/** Compares a text with the sample's targets in one way. Spans point into the text. */
export function scoreComparison(comparison: Comparison, sample: Sample, text: string): Score {
  switch (comparison.type) {
    case 'exact':
      return scoreExact(comparison, sample, text);
    case 'includes':
      return scoreIncludes(comparison, sample, text);
    case 'includes-all':
      return scoreIncludesAll(comparison, sample, text);
    case 'number':
      return scoreNumber(comparison, sample, text);
    case 'quantity':
      return scoreQuantity(comparison, sample, text);
    case 'choice':
      return scoreChoice(sample, text);
    case 'choice-letter':
      return scoreChoiceLetter(comparison, sample, text);
    case 'json-fields':
      return scoreJsonFields(sample, text, comparison.credit);
    case 'json-schema':
      return scoreJsonSchema(comparison, text);
    case 'regex':
      return scoreRegex(comparison, sample, text);
    case 'list-f1':
      return scoreListF1(comparison, sample, text);
    case 'chrf':
      return scoreChrf(comparison, sample, text);
    default:
      return comparison satisfies never;
  }
}
