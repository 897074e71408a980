import { betaCdf } from './distributions.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';
import { isSingleBinary, type SamplePair } from './paired-diff.ts';

/**
 * P(θ_A > θ_B) for success rates on different, independent units under uniform priors, by the finite sum over A's posterior
 * Beta(1 + x, 1 + n − x); in (0, 1). Ignores that samples are shared: use `pairedProbBetter` where they are.
 * Source: METRICS §1.7; the sum is E. Miller's closed form for integer shapes.
 * @param successesA 0 … nA.  @param successesB 0 … nB.
 */
export function unpairedProbBetter(successesA: number, nA: number, successesB: number, nB: number): number {
  const shapeB = 1 + successesB;
  const failureA = 1 + nA - successesA;
  const failureB = 1 + nB - successesB;
  const logs: number[] = [];
  for (let step = 0; step < failureA; step += 1) logs.push(Math.log((failureB + step) / (shapeB + failureB + step)));
  let logTerm = neumaierSum(logs);
  const terms: number[] = [];
  for (let index = 0; index <= successesA; index += 1) {
    terms.push(Math.exp(logTerm));
    const total = failureA + failureB + index;
    logTerm += Math.log(((shapeB + index) * (failureA + index)) / ((shapeB + total) * (1 + index)));
  }
  return Math.min(1, neumaierSum(terms));
}

/**
 * P(θ_A > θ_B) for paired yes/no outcomes under a Dirichlet(½, ½, ½, ½) prior on (both, A only, B only, neither): the chance that A-only is
 * likelier than B-only, whose share is Beta(b + ½, c + ½); in (0, 1). Source: METRICS §1.7 and the Bayes line of §8.
 * @param firstOnly b, units that A alone solved.  @param secondOnly c, units that B alone solved.
 */
export function pairedProbBetter(firstOnly: number, secondOnly: number): number {
  return betaCdf(0.5, secondOnly + 0.5, firstOnly + 0.5);
}

/**
 * `bayes_prob_better`: `pairedProbBetter` of two systems on the same samples; higher speaks for the first, .5 for neither. The posterior
 * is for one independent yes/no trial per sample: null with repeated trials, partial credit or clusters of several samples.
 * It has no interval: it is a probability, not an estimate of one.
 */
export function bayesProbBetter(pairs: readonly SamplePair[]): MetricResult {
  const n = pairs.length;
  const clusters = new Set(pairs.map(({ first }) => first.clusterId)).size;
  const toUndefined = (reason: string): MetricResult => ({ ...undefinedResult(reason), n, clusters });
  if (n === 0) return undefinedResult('no sample has completed trials of both');
  if (!isSingleBinary(pairs)) return toUndefined('the posterior is for one trial per sample, scored 0 or 1');
  if (clusters !== n) return toUndefined('the posterior takes samples as independent, and clusters hold several');
  const firstOnly = pairs.filter(({ first, second }) => first.successes > second.successes).length;
  const secondOnly = pairs.filter(({ first, second }) => first.successes < second.successes).length;
  const reason = 'a posterior probability has no interval of its own';
  return { value: pairedProbBetter(firstOnly, secondOnly), reason, interval: null, n, clusters };
}
