import { betaCdf, betaQuantile } from '../stats/distributions.ts';

/** Outcomes of one trial of each sample in two runs. */
export interface PairedOutcomes {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
}

const PANELS = 24;

/** Nodes and weights of the six-point Gauss–Legendre rule on [−1, 1], positive half. */
const HALF_RULE = [
  [0.2386191860831969, 0.46791393457269104],
  [0.6612093864662645, 0.3607615730481386],
  [0.932469514203152, 0.17132449237917036],
] as const;

/**
 * Posterior probability that the success rates of two runs differ by less than δ, for one trial per sample in each: with a
 * Dirichlet(½, ½, ½, ½) prior on (both, A only, B only, neither) the share of discordant samples is θ ~ Beta(b + c + 1, a + d + 1), that of
 * A among them φ ~ Beta(b + ½, c + ½), and the difference θ(2φ − 1). In [0, 1]; at .95 the runs are "practically equal".
 * By composite Gauss–Legendre quadrature over θ, to about 1e-8. Source: METRICS §8, Bayes line.
 * @param delta margin δ in (0, 1).
 */
export function probPracticallyEqual({ both, onlyA, onlyB, neither }: PairedOutcomes, delta: number): number {
  const alpha = onlyA + onlyB + 1;
  const beta = both + neither + 1;
  const low = betaQuantile(1e-13, alpha, beta);
  const high = betaQuantile(1 - 1e-13, alpha, beta);
  const toInside = (theta: number): number => {
    if (theta <= delta) return 1;
    const half = delta / theta / 2;
    return betaCdf(0.5 + half, onlyA + 0.5, onlyB + 0.5) - betaCdf(0.5 - half, onlyA + 0.5, onlyB + 0.5);
  };
  const mode = Math.min(high, Math.max(low, (alpha - 1) / Math.max(1, alpha + beta - 2)));
  const toDensity = (theta: number): number =>
    Math.exp((alpha - 1) * Math.log(theta / mode) + (beta - 1) * Math.log((1 - theta) / (1 - mode)));
  let inside = 0;
  let total = 0;
  const bend = Math.min(high, Math.max(low, delta));
  for (const [theta, weight] of [...toNodes(low, bend, 1), ...toNodes(bend, high, 2)]) {
    const mass = weight * toDensity(theta);
    total += mass;
    inside += mass * toInside(theta);
  }
  return Math.min(1, inside / total);
}

/**
 * Nodes and weights over [from, to], evenly spaced panels in s with θ = from + (to − from)·s^power. Just above δ the share inside falls like
 * a square root, because the density of φ may be infinite at 0 and 1; with power 2 it is smooth in s.
 */
function toNodes(from: number, to: number, power: 1 | 2): readonly (readonly [node: number, weight: number])[] {
  const half = 1 / PANELS / 2;
  const width = to - from;
  return Array.from({ length: PANELS }, (_, panel) => (2 * panel + 1) * half).flatMap((middle) =>
    HALF_RULE.flatMap(([node, weight]) =>
      [middle - node * half, middle + node * half].map((s) => {
        const slope = power === 1 ? 1 : 2 * s;
        return [from + width * s ** power, width * slope * weight * half] as const;
      }),
    ),
  );
}
