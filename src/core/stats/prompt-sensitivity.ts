import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';

/** A sample with a closed set of answers, asked under several prompts. */
export interface LabelledSample {
  readonly sampleId: string;
  readonly clusterId: string;
  /** Its trials under each prompt, the original among them. */
  readonly prompts: readonly SampleOutcomes[];
  /** Answers that the sample offers, ≥ 2. */
  readonly classes: readonly string[];
  /** The right one. */
  readonly target: string;
}

/**
 * Shares p̄(c) of the sample's classes, in their order: the mean over prompts of the share of parsable answers that give c. Prompts without
 * a parsable answer are left out; null when all are.
 */
export function toMeanAnswers({ prompts, classes }: LabelledSample): readonly number[] | null {
  const parsed = prompts.filter(({ trials, unparsable }) => trials > unparsable);
  if (parsed.length === 0) return null;
  return classes.map((answer) => {
    const shares = parsed.map(({ countByAnswer, trials, unparsable }) => {
      return (countByAnswer.get(answer) ?? 0) / (trials - unparsable);
    });
    return shares.reduce((sum, share) => sum + share, 0) / parsed.length;
  });
}

/**
 * `prompt_sensitivity`: entropy of a sample's answers over prompts and trials, H(p̄) / ln(#classes), mean over samples; in [0, 1], lower is
 * better, 0 = always the same answer. Needs no labels, and holds the entropy of asking one prompt again. Unparsable answers are left
 * out, so read it beside their count. Samples without a parsable answer are left out; null when all are. CI-BS.
 * Source: Errica et al. 2025, "What Did I Do Wrong?", arXiv:2406.12334; METRICS §3.9.
 */
export function promptSensitivity(samples: readonly LabelledSample[], settings: IntervalSettings): MetricResult {
  const values = samples.flatMap((sample) => {
    const shares = sample.prompts.length >= 2 && sample.classes.length >= 2 ? toMeanAnswers(sample) : null;
    if (shares === null) return [];
    const entropy = shares.reduce((sum, share) => sum - (share > 0 ? share * Math.log(share) : 0), 0);
    return [{ sampleId: sample.sampleId, clusterId: sample.clusterId, value: entropy / Math.log(shares.length) }];
  });
  const emptyReason = 'no sample with a closed set of answers has parsable answers under 2 prompts';
  return meanResult(values, { range: [0, 1], emptyReason, interval: 'bootstrap' }, settings);
}
