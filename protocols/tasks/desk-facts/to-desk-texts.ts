import type { Sample } from '#core/model/sample.ts';
import { FACT_LANGUAGES } from './language.ts';
import { toDeskFactsSamples } from './to-desk-facts-samples.ts';

/**
 * The questions of the desk facts as texts to be measured, in every language: the family is the language, and the same fact in four
 * languages is one cluster, so that languages are compared on the same content.
 */
export function toDeskTexts(): readonly Sample[] {
  return FACT_LANGUAGES.flatMap((language) =>
    toDeskFactsSamples(language).map(({ sampleId, clusterId, input, protect }) => ({
      sampleId: `${sampleId}-${language}`,
      clusterId,
      family: language,
      input,
      target: [],
      options: null,
      protect,
      severityOfError: null,
    })),
  );
}
