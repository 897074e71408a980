import type { ParetoColumn } from '../metrics/pareto-column.ts';
import type { DesignDifference } from '../replication/design-differences.ts';
import type { TestedResult } from '../stats/tested-mean-result.ts';

/** One prompt as one configuration answered it. */
export interface SideOfChange {
  readonly sampleId: string;
  readonly passed: number;
  readonly trials: number;
  /** Of the first epoch; cut. Comes from a model: text only. */
  readonly output: string;
}

/** A prompt whose rate of success differs; `a` is the baseline. */
export interface PromptChange {
  /** Rate of the other minus that of the baseline, in [−1, 1], never 0. */
  readonly shift: number;
  readonly a: SideOfChange;
  readonly b: SideOfChange;
}

/** One configuration against the baseline. */
export interface ConfigurationPair {
  readonly id: string;
  readonly label: string;
  readonly runId: string;
  readonly model: string;
  /** Why the two are not compared; null = they are. */
  readonly refusal: string | null;
  /** Prompts that both answered. */
  readonly common: number;
  /** Mean score minus that of the baseline: positive = better than the baseline. Null where the two are not compared. */
  readonly difference: (TestedResult & { readonly adjustedPValue: number | null }) | null;
  /** Smallest true difference found with power .8 at 5 %, from the spread of these differences; null where there is none. */
  readonly detectable: number | null;
  /** Prompts that the configuration answers right more often than the baseline. */
  readonly gained: number;
  /** Less often. */
  readonly lost: number;
  /** The largest changes first, at most 40. */
  readonly changes: readonly PromptChange[];
  /** What was asked for and is not the same, `a` the baseline; name, notes and samples left out. */
  readonly asked: readonly DesignDifference[];
  /** What the runtimes were seen to do and is not the same. */
  readonly effective: readonly DesignDifference[];
  readonly environment: readonly DesignDifference[];
}

/** What the compare screen asks; null = what comes first. */
export interface ConfigurationsQuestion {
  readonly scorer: string | null;
  readonly baselineId: string | null;
}

/** What it gets. */
export interface ConfigurationsAnswer {
  readonly comparison: ConfigurationsComparison;
  /** Names of the scorers of all runs. */
  readonly scorers: readonly string[];
  /** How intervals are made: as the first run asks. */
  readonly settings: { readonly level: number; readonly resamples: number; readonly seed: number };
}

/** Configurations against one of them. */
export interface ConfigurationsComparison {
  readonly scorer: string;
  /** All of them, matched by prompt. */
  readonly columns: readonly ParetoColumn[];
  /** Null without configurations. */
  readonly baseline: Pick<ConfigurationPair, 'id' | 'label' | 'runId' | 'model'> | null;
  readonly pairs: readonly ConfigurationPair[];
}
