import type { Environment } from './effective-config.ts';
import type { OutcomeChange } from '../replication/outcome-changes.ts';
import type { Replication } from '../replication/replication.ts';

/** Two runs compared, as the screen shows them. */
export interface RunComparison {
  readonly replication: Replication;
  /** The machines; of one that a bundle leaves out a stand-in that says so. */
  readonly environments: { readonly a: Environment; readonly b: Environment };
  /** Prompts whose success rate changed, by model and scorer of the comparison; empty where runs are not comparable. */
  readonly changes: readonly {
    readonly modelA: string;
    readonly modelB: string;
    readonly scorer: string;
    readonly prompts: readonly OutcomeChange[];
  }[];
}
