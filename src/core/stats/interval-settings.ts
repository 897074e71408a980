/** Uniform whole number in [0, size). Successive calls are independent draws, so a resampling is fixed by the source behind it. */
export type IndexDraw = (size: number) => number;

/** How intervals are made. */
export interface IntervalSettings {
  /** Confidence level of two-sided intervals in (0.5, 1), e.g. 0.95. */
  readonly level: number;
  /** Bootstrap resamples B, e.g. 2000. */
  readonly resamples: number;
  /** Draws the clusters of each resample. */
  readonly drawIndex: IndexDraw;
}
