/** Uniform whole number in [0, size). Successive calls are independent draws, so a resampling is fixed by the source behind it. */
export type IndexDraw = (size: number) => number;

/** Fills `target` with what as many calls of an `IndexDraw` with this size would give, in order. */
export type IndicesDraw = (size: number, target: Uint32Array) => void;

/** How intervals are made. */
export interface IntervalSettings {
  /** Confidence level of two-sided intervals in (0.5, 1), e.g. 0.95. */
  readonly level: number;
  /** Bootstrap resamples B, e.g. 2000. */
  readonly resamples: number;
  /** Draws the clusters of each resample. */
  readonly drawIndex: IndexDraw;
  /** `drawIndex` for many draws at once, from the same source, where there is a faster way. */
  readonly drawIndices?: IndicesDraw;
}

/**
 * Draws one cluster for each place of `target`: 0-based positions among `target.length` clusters, with repetition, as as many calls of
 * `drawIndex` would.
 */
export function drawClusters({ drawIndex, drawIndices }: IntervalSettings, target: Uint32Array): void {
  if (drawIndices !== undefined) drawIndices(target.length, target);
  else for (let position = 0; position < target.length; position += 1) target[position] = drawIndex(target.length);
}
