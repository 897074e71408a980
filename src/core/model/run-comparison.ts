import type { OutcomeChange } from '../replication/outcome-changes.ts';
import type { Replication } from '../replication/replication.ts';

/** Two runs compared, as the screen shows them. */
export interface RunComparison {
  readonly replication: Replication;
  /** Prompts whose success rate changed, by model and scorer of the comparison; empty where runs are not comparable. */
  readonly changes: readonly {
    readonly modelA: string;
    readonly modelB: string;
    readonly scorer: string;
    readonly prompts: readonly OutcomeChange[];
  }[];
}
