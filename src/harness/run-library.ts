import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig, ProtocolConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import type { RunPlan } from '#core/model/trial.ts';
import type { RunPart } from './run-part.ts';
import type { RunController } from './run-state.ts';

/** A configuration ready to run: parsed, its samples resolved, its plan made. */
export interface PreparedRun {
  readonly config: HarnessConfig;
  readonly samples: readonly Sample[];
  readonly plan: RunPlan;
}

/** The runs of this tab: start, continue, find. */
export interface RunLibrary {
  /** Resolves samples, checks the plan; touches nothing on disk. */
  prepare(config: HarnessConfig): Promise<Result<PreparedRun>>;
  /** Starts a new run, or only a part of one, which then stays unfinished; the controller is found again under its runId while the tab lives. */
  start(prepared: PreparedRun, part?: RunPart): Promise<Result<RunController>>;
  /** Starts a new run that begins with the trials of a finished one and adds epochs to them; the finished run stays as it is. */
  extend(runId: string, epochs: ProtocolConfig['epochs']): Promise<Result<RunController>>;
  /** Continues an unfinished run from its journal; with `part` only that part of it. */
  continue(runId: string, part?: RunPart): Promise<Result<RunController>>;
  /** The live controller of a run of this tab, or null. */
  find(runId: string): RunController | null;
}
