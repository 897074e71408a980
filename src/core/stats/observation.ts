/**
 * One completed trial as the statistics see it. Failed trials never become observations; they are only counted.
 */
export interface Observation {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly conditionId: string;
  /** 1-based. */
  readonly epoch: number;
  /** Score in [0, 1]. */
  readonly value: number;
  readonly success: 0 | 1;
  /** Canonical answer; null = unparsable. */
  readonly answer: string | null;
}
