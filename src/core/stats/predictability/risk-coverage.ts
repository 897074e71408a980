import type { ConfidenceTable } from './confidence-table.ts';
import { takeArray } from './table-scratch.ts';

/**
 * Expected errors E_m among the m most confident pairs, for m = 1 … n: inside a tie the pairs come in random order, so E_m is linear there.
 * Length n; the last entry is the number of errors. Everything about risk and coverage is a function of it. Source: METRICS §4.7.
 */
export function toExpectedErrors({ count, successes, n, scratch }: ConfidenceTable): Float64Array {
  // Every entry is written below.
  const errors = takeArray(scratch, 0, n);
  let accepted = 0;
  let before = 0;
  for (let row = 0; row < count.length; row += 1) {
    const pairs = count[row] ?? 0;
    const wrong = pairs - (successes[row] ?? 0);
    for (let taken = 1; taken < pairs; taken += 1) errors[accepted + taken - 1] = before + (wrong * taken) / pairs;
    if (pairs === 0) continue;
    accepted += pairs;
    before += wrong;
    errors[accepted - 1] = before;
  }
  return errors;
}

/** Area measures of the risk–coverage curve. */
export interface RiskCoverageAreas {
  /** Mean over coverages of the error rate among the accepted, in [0, 1], lower is better. */
  readonly aurc: number;
  /** The same for a ranking that puts every success first. */
  readonly oracleAurc: number;
  /** Mean over coverages of undetected failures over all pairs, in [0, .5], lower is better. */
  readonly augrc: number;
  /** Error rate at full coverage. */
  readonly errorRate: number;
}

/**
 * `aurc` and `augrc` with what they are compared with. Null without pairs.
 * AURC = (1/n) Σ E_m/m; AURC* = (1/n) Σ max(0, m − successes)/m; AUGRC = ∫ (E/n) d(coverage) by the trapezoid rule with E_0 = 0.
 * AUGRC, the average risk of an undetected failure, is the default: AURC gives the few most confident pairs most of the weight.
 * Source: Geifman, Uziel & El-Yaniv 2019 (AURC, E-AURC); Traub et al. 2024, arXiv:2407.01032 (AUGRC); METRICS §4.7.
 * @param errors of `toExpectedErrors`.
 */
export function riskCoverageAreas(errors: Float64Array): RiskCoverageAreas | null {
  const n = errors.length;
  if (n === 0) return null;
  const errorCount = errors[n - 1] ?? 0;
  const successCount = n - errorCount;
  let aurc = 0;
  let oracle = 0;
  let generalised = 0;
  for (let m = 1; m <= n; m += 1) {
    const now = errors[m - 1] ?? 0;
    aurc += now / m;
    if (m > successCount) oracle += (m - successCount) / m;
    generalised += now;
  }
  return {
    aurc: aurc / n,
    oracleAurc: oracle / n,
    augrc: (generalised - errorCount / 2) / n / n,
    errorRate: errorCount / n,
  };
}

/** `e_aurc`: AURC above that of a perfect ranking with the same errors; in [0, 1], lower is better. METRICS §4.7. */
export function excessAurc({ aurc, oracleAurc }: RiskCoverageAreas): number {
  return aurc - oracleAurc;
}

/**
 * `p_rc_exact`: 1 − E-AURC / (error rate − AURC*), the prediction–rejection ratio: 1 = perfect ranking, 0 = a random one, negative = worse
 * than random, not cut off. Null when every pair or none is an error. Source: METRICS §4.7.
 */
export function predictionRejectionRatio(areas: RiskCoverageAreas): number | null {
  if (areas.errorRate === 0 || areas.errorRate === 1) return null;
  return 1 - excessAurc(areas) / (areas.errorRate - areas.oracleAurc);
}
