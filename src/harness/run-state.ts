import type { Failure } from '#core/errors/failure.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { PrecisionRecord } from '#core/model/precision.ts';
import type { Interval } from '#core/model/report.ts';
import type { Score } from '#core/model/scorer.ts';
import type { RunPlan } from '#core/model/trial.ts';
import type { GenerationDelta } from '#workers/contract/inference.ts';
import type { LoadProgress } from './ports.ts';
import type { SessionProof } from './session-proof.ts';

/** `stopped` is a pause that an infrastructure problem forced (full disk, model cannot load); `failure` says which. */
export type RunPhase =
  | 'preparing'
  | 'loading'
  | 'checking'
  | 'running'
  | 'comparing'
  | 'pausing'
  | 'paused'
  | 'stopped'
  | 'completed'
  | 'cancelled';

/** A running estimate over the trials that have landed. */
export interface LiveEstimate {
  readonly metric: 'accuracy' | 'pass_hat_k' | 'agreement_pairwise';
  readonly label: string;
  readonly value: number | null;
  readonly reason: string | null;
  readonly interval: Interval | null;
  readonly n: number;
}

/** A trial as it lands on the live page. */
export interface RecentTrial {
  readonly trialKey: string;
  readonly sampleId: string;
  readonly conditionId: string;
  readonly epoch: number;
  readonly outputText: string;
  readonly score: Score | null;
}

/** What the run screen shows; replaced as a whole at every change, at most about ten times a second. */
export interface RunState {
  readonly runId: string;
  readonly config: HarnessConfig;
  readonly plan: RunPlan;
  readonly phase: RunPhase;
  readonly failure: Failure | null;
  readonly loadProgress: LoadProgress | null;
  readonly loadReports: readonly LoadReport[];
  /** What the checks of the sessions opened so far said, in order. */
  readonly proofs: readonly SessionProof[];
  readonly completedTrials: number;
  readonly failedTrials: number;
  readonly retriedAttempts: number;
  /** Time spent running in this session, without pauses. */
  readonly elapsedMs: number;
  readonly etaMs: number | null;
  /** Output tokens of this session over its running time. */
  readonly tokensPerSecond: number | null;
  /** Original condition only. */
  readonly estimates: readonly LiveEstimate[];
  /** Newest first, at most 20. */
  readonly recentTrials: readonly RecentTrial[];
  readonly delta: GenerationDelta | null;
  /** Looks of a precision target so far; null without one. `plan` goes to the look that is being worked on. */
  readonly precision: PrecisionRecord | null;
}

/** A run in progress: an external store with controls. */
export interface RunController {
  getState(): RunState;
  /** Returns the unsubscribe function. */
  subscribe(listener: () => void): () => void;
  /** Finishes the group in flight, then waits. */
  pause(): void;
  resume(): void;
  /** Stops within one decode step; what has landed stays, the run can be continued later. */
  cancel(): Promise<void>;
}
