import type { IntervalSettings } from '../interval-settings.ts';
import { meanResult } from '../mean-result.ts';
import type { MetricResult } from '../metric-result.ts';
import type { SampleOutcomes } from '../sample-outcomes.ts';

/** The share with the answer that it is of; null where no output held an answer. */
export interface ModalAnswer extends MetricResult {
  readonly answer: string | null;
}

/**
 * `modal_answer_share`: the answer that is given most over all samples, each with weight 1, and the share of trials that give it; in
 * [0, 1]. Trials without an answer count as trials. Of equally frequent answers the first by UTF-16 code units. CI-T, or CI-CP where
 * all samples agree; a little high, since the answer is picked for its share. Null without an answer. Source: ours.
 */
export function modalAnswerShare(samples: readonly SampleOutcomes[], settings: IntervalSettings): ModalAnswer {
  const totalByAnswer = new Map<string, number>();
  for (const { countByAnswer, trials } of samples) {
    for (const [answer, count] of countByAnswer)
      totalByAnswer.set(answer, (totalByAnswer.get(answer) ?? 0) + count / trials);
  }
  // Sums of the same shares in another order may differ in their last bits.
  const [modal] = [...totalByAnswer].toSorted(([a, x], [b, y]) => (Math.abs(x - y) < 1e-9 ? (a < b ? -1 : 1) : y - x));
  const answer = modal?.[0] ?? null;
  const values =
    answer === null
      ? []
      : samples.map(({ sampleId, clusterId, countByAnswer, trials }) => ({
          sampleId,
          clusterId,
          value: (countByAnswer.get(answer) ?? 0) / trials,
        }));
  const options = { range: [0, 1], emptyReason: 'no output holds an answer', interval: 't' } as const;
  return { ...meanResult(values, options, settings), answer };
}
