import type { Report } from './report.ts';
import type { Condition } from './trial.ts';

/** The report over scores of another program, with what a screen needs to show it. */
export interface ScoresReport {
  readonly report: Report;
  /** The original first. */
  readonly conditions: readonly Condition[];
  /** Name of the only scorer. */
  readonly scorer: string;
}
