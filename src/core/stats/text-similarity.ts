import type { CharacterNgrams } from '../text/chrf.ts';
import { chrf, toCharacterNgrams } from '../text/chrf.ts';
import { levenshteinSimilarity } from '../text/levenshtein.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';
import type { SampleTextPairs } from './sample-texts.ts';

type TextSimilarity = (a: string, b: string) => number;

/**
 * `lev_sim`: 1 − Levenshtein distance over the longer length, over code points after NFC; mean over a sample's pairs of trials, then over
 * samples; in [0, 1], higher is better, two empty texts have 1. Null without a pair. CI-T. Source: METRICS §2.12.
 */
export function levSim(samples: readonly SampleTextPairs[], settings: IntervalSettings): MetricResult {
  return meanSimilarity(samples, () => levenshteinSimilarity, settings);
}

/**
 * `chrf1`: chrF with β = 1 of two trials, mean over a sample's pairs, then over samples; in [0, 1], higher is better, two empty texts have
 * 1. Works for scripts without spaces between words. Null without a pair. CI-T. Source: METRICS §2.12.
 */
export function chrf1(samples: readonly SampleTextPairs[], settings: IntervalSettings): MetricResult {
  return meanSimilarity(samples, createChrf1, settings);
}

/** @param createSimilarity called once per sample, so that a text in several pairs is counted once. */
function meanSimilarity(
  samples: readonly SampleTextPairs[],
  createSimilarity: () => TextSimilarity,
  settings: IntervalSettings,
): MetricResult {
  const values = samples
    .filter(({ pairs }) => pairs.length > 0)
    .map(({ sampleId, clusterId, pairs }) => {
      const toSimilarity = createSimilarity();
      const similarities = pairs.map(([a, b]) => (a === b ? 1 : toSimilarity(a, b)));
      return { sampleId, clusterId, value: neumaierSum(similarities) / pairs.length };
    });
  const emptyReason = 'no sample has 2 completed trials';
  return meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
}

function createChrf1(): TextSimilarity {
  const ngramsByText = new Map<string, CharacterNgrams>();
  const toNgrams = (text: string): CharacterNgrams => {
    const known = ngramsByText.get(text);
    if (known !== undefined) return known;
    const ngrams = toCharacterNgrams(text);
    ngramsByText.set(text, ngrams);
    return ngrams;
  };
  return (a, b) => chrf(toNgrams(a), toNgrams(b), 1);
}
