/** Times and sizes of one completed trial with the sample it belongs to. */
export interface TimedTrial {
  readonly sampleId: string;
  readonly clusterId: string;
  /** Group accepted to first token chosen, ms. */
  readonly ttftMs: number;
  /** Group accepted to last token chosen, ms. */
  readonly e2eMs: number;
  /** This trial's share of the group's compute, ms. */
  readonly computeMs: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
}
