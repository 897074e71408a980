import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { PairedSample } from './paired-sample.ts';
import { toPerturbedWorst } from './worst-case-gap-adj.ts';

/**
 * `worst_case_acc`: chance that one trial of every prompt of a sample, the original and each perturbed one, succeeds: Π_j p̂_ij, mean over
 * samples; in [0, 1], higher is better. With one trial each it is HELM's worst case, the minimum over the prompts. It falls with the
 * number of perturbations J and with mere repetition, so it is printed with J and read beside `worst_case_gap_adj`.
 * A sample that misses a condition because its trials failed is left out; null when all are. CI-BS.
 * Source: Liang et al. 2022, HELM, arXiv:2211.09110, robustness; METRICS §3.4; several epochs as W_pert in DESIGN §8.
 */
export function worstCaseAcc(pairs: readonly PairedSample[], settings: IntervalSettings): MetricResult {
  const values = pairs.flatMap((pair) => {
    const value = toPerturbedWorst(pair);
    const { sampleId, clusterId } = pair.baseline;
    return value === null ? [] : [{ sampleId, clusterId, value }];
  });
  const emptyReason = 'no sample has completed trials under every perturbation that changes it';
  return meanResult(values, { range: [0, 1], emptyReason, interval: 'bootstrap' }, settings);
}
