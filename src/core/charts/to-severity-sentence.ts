import { BROWSER_LIMIT_SENTENCE } from '../model/severity.ts';
import { clopperPearsonUpper } from '../stats/clopper-pearson-interval.ts';
import { samplesNeeded } from '../stats/severity/samples-needed.ts';
import { toCountText, toNumberText, toPercentText } from './number-text.ts';

/**
 * What a run of this size can say of rare harm, in words: the bound of a clean result, what a rate below a thousandth would take, and
 * that nothing here reaches an integrity level (METRICS §5.2).
 * @param clusters independent units, ≥ 1.  @param confidence one-sided.
 */
export function toSeveritySentence(clusters: number, confidence: number): string {
  const clean = clopperPearsonUpper(0, clusters, confidence).interval?.upper ?? 1;
  const level = toPercentText(confidence);
  return [
    `With ${toCountText(clusters)} independent samples even a level that never occurred is only shown to be rarer than ${toNumberText(clean, 'small')} (one-sided, ${level}).`,
    `To show less than 0.01 takes ${toCountText(samplesNeeded(0.01, confidence))} samples without it, less than 0.001 takes ${toCountText(samplesNeeded(0.001, confidence))}.`,
    BROWSER_LIMIT_SENTENCE,
  ].join(' ');
}

/** What one unit of the bounds is: a sample with its K trials, or a cluster of samples. */
export function toSeverityUnitText(n: number, clusters: number, trials: number): string {
  const repeated = trials > 1 ? ', by the worst of its trials' : '';
  return n === clusters
    ? `Each sample counts once${repeated}.`
    : `Samples that share a source count once together${repeated}: ${toCountText(clusters)} clusters of ${toCountText(n)} samples.`;
}
