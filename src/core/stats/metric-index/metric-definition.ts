/** What a person needs to read a number: the entry of METRICS §14 for one metric, in plain words. */
export interface MetricDefinition {
  /** What `Estimate.metric` holds, with its version where there are several definitions: `outcome_consistency@c`. */
  readonly id: string;
  /** Section of METRICS, e.g. `2.3`. */
  readonly section: string;
  /** `up` = higher is better, `down` = lower is better, `none` = descriptive. */
  readonly direction: 'up' | 'down' | 'none';
  /** Values that it can take, with the unit where it has one. */
  readonly range: string;
  /** When the value is null; having no samples at all always makes it so. */
  readonly nullIf: string;
  /** What must hold for the number to mean what it says. */
  readonly assumes: string;
  /** Recipe of METRICS §0.4, or why there is none. Clusters are counted, not samples, wherever they hold several. */
  readonly interval: string;
  /** One sentence. */
  readonly definition: string;
  /** Where the formula comes from. */
  readonly source: string;
  /** When not to use it: completes "Not ". */
  readonly notFor: string;
}
