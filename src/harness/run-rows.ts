import type { AttemptRow, ConditionRow, ScoreRow, TimingRow, TranscriptRow } from '#core/bundle/rows.ts';
import type { Canary } from '#core/model/canary.ts';
import type { ControlProbe } from '#core/model/control-probe.ts';
import type { ExtendedRun } from '#core/model/extended-run.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { PrecisionRecord } from '#core/model/precision.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Condition } from '#core/model/trial.ts';

/** What the analyses read of a configuration: all that is known of rows that another program gave. */
export interface AnalysedConfig extends Pick<HarnessConfig, 'scorers' | 'analysis' | 'severity' | 'abstention'> {
  readonly models: readonly Pick<HarnessConfig['models'][number], 'modelId'>[];
  readonly protocol: Pick<HarnessConfig['protocol'], 'epochs'>;
}

/** Rows as the analyses see them. */
export interface AnalysedRows extends Omit<RunRows, 'config'> {
  readonly config: AnalysedConfig;
}

/**
 * A run as rows: what a bundle holds and what every statistic is computed from. The same function builds it from a journal
 * and from an unzipped bundle, so a report can be recomputed from either.
 */
export interface RunRows {
  readonly runId: string;
  /** As asked for, behind its scorers those that were added to the run later; with a precision target, the epochs that it came to. */
  readonly config: HarnessConfig;
  /** Of the configuration as asked for. */
  readonly configHash: string;
  readonly designHash: string;
  readonly samples: readonly Sample[];
  readonly conditions: readonly Condition[];
  readonly conditionRows: readonly ConditionRow[];
  /** Plan order; trials without a final attempt are absent. */
  readonly transcripts: readonly TranscriptRow[];
  readonly scores: readonly ScoreRow[];
  readonly timings: readonly TimingRow[];
  readonly attempts: readonly AttemptRow[];
  /** The looks of a precision target, decided again from the trials; absent = the run has none. */
  readonly precision?: PrecisionRecord;
  /** The finished run to which epochs were added; absent = the run began empty. */
  readonly extendedRun?: ExtendedRun;
  /** What the canaries of sessions on a GPU said; `conditionId` null = the session of the original. */
  readonly canaries?: readonly {
    readonly model: string;
    readonly conditionId: string | null;
    readonly canary: Canary;
  }[];
  /** What sessions make of the decoding controls. */
  readonly controlProbes?: readonly { readonly model: string; readonly probe: ControlProbe }[];
  /** `tokenizer.json` by model id, with which an answer's tokens are told from the others; absent = not known, for any model. */
  readonly tokenizerJsonByModel?: ReadonlyMap<string, string>;
}
