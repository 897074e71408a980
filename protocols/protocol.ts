/** A design and what is estimated from it, as plain values that screens and documents print. The plan itself is the harness's. */
export interface Protocol {
  readonly id: string;
  /** Changing what is run or estimated means a new version. */
  readonly version: number;
  readonly title: string;
  /** One sentence for a person, in the present tense. */
  readonly description: string;
  /** Field of the configuration that switches it on and sets it, or what a person does instead. */
  readonly configuredBy: string;
  /** Publications that the design follows. */
  readonly citation: readonly string[];
  /** Ids of METRICS §14, the primary ones first. */
  readonly estimands: readonly string[];
}
