/** Variances of scores, from a pilot or as stated. */
export interface PlanVariances {
  /** σ²: variance of the score of one sample's trials, mean over samples, ≥ 0. */
  readonly within: number;
  /** Var(x): variance between the true means of samples, ≥ 0. */
  readonly between: number;
  /** ω² = Var(x_A − x_B): variance between samples of the true difference of the two systems that are to be compared, ≥ 0. */
  readonly difference: number;
}

/**
 * Two systems whose samples' true means are spread evenly over [0, 1] and correlated at 1/3: the example of Miller 2024,
 * arXiv:2411.00640, §5. Nothing measured.
 */
export const EXAMPLE_VARIANCES: PlanVariances = { within: 1 / 6, between: 1 / 12, difference: 1 / 9 };
