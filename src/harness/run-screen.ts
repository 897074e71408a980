import type { Failure } from '#core/errors/failure.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import { createLiveView, type LiveView } from './live-view.ts';
import type { LookStages } from './look-stages.ts';
import type { Clock } from './ports.ts';
import type { PreparedRun } from './run-library.ts';
import { createProgressMeter } from './run-progress.ts';
import type { RunPhase, RunState } from './run-state.ts';
import { createRunStore, type RunStore } from './run-store.ts';
import type { SessionProof } from './session-proof.ts';

/** Estimates of the live view are computed at most this often, ms. */
const ESTIMATE_INTERVAL_MS = 500;

/** The driver's side of what a person sees of a run. */
export interface RunScreen {
  readonly store: RunStore;
  readonly view: LiveView;
  setPhase(phase: RunPhase, failure?: Failure | null): void;
  /** Adds what is in the journal now; `outputTokens` 0 for events of earlier sessions. */
  land(events: readonly TranscriptEvent[], trials: number, outputTokens: number): void;
  refresh(): void;
  /** Shows what a check of a session said. */
  addProof(proof: SessionProof): void;
  /** Shows the plan as far as a precision target has decided it, and its looks. */
  setLooks(looks: LookStages): void;
}

const EMPTY: Omit<RunState, 'runId' | 'config' | 'plan'> = {
  phase: 'preparing',
  failure: null,
  loadProgress: null,
  loadReports: [],
  proofs: [],
  completedTrials: 0,
  failedTrials: 0,
  retriedAttempts: 0,
  elapsedMs: 0,
  etaMs: null,
  tokensPerSecond: null,
  estimates: [],
  recentTrials: [],
  delta: null,
  precision: null,
};

/** Folds the landed events of one run into its state. */
export function createRunScreen(runId: string, { config, plan }: PreparedRun, clock: Clock): RunScreen {
  const store = createRunStore({ runId, config, plan, ...EMPTY }, () => clock.nowMs());
  const meter = createProgressMeter();
  const view = createLiveView(config, plan);
  let estimatedAtMs = Number.NEGATIVE_INFINITY;

  const toProgress = (nowMs: number): Partial<RunState> => ({
    completedTrials: view.completedTrials(),
    failedTrials: view.failedTrials(),
    retriedAttempts: view.retriedAttempts(),
    recentTrials: view.recentTrials(),
    ...meter.read(nowMs, store.get().plan.trialCount - view.completedTrials() - view.failedTrials()),
  });

  const show = (urgency: 'urgent' | 'progress'): void => {
    const nowMs = clock.nowMs();
    const isDue = urgency === 'urgent' || nowMs - estimatedAtMs >= ESTIMATE_INTERVAL_MS;
    if (isDue) estimatedAtMs = nowMs;
    store.update({ ...toProgress(nowMs), ...(isDue ? { estimates: view.estimates() } : {}) }, urgency);
  };

  return {
    store,
    view,
    setPhase: (phase, failure = null) => {
      if (phase === 'running' || phase === 'pausing') meter.start(clock.nowMs());
      else meter.stop(clock.nowMs());
      store.update({ phase, failure }, 'urgent');
    },
    land: (events, trials, outputTokens) => {
      view.land(events);
      meter.land(trials, outputTokens);
      show('progress');
    },
    addProof: (proof) => {
      store.update({ proofs: [...store.get().proofs, proof] }, 'urgent');
    },
    setLooks: (looks) => {
      store.update({ plan: looks.plan(), precision: looks.record() }, 'urgent');
    },
    refresh: () => {
      show('urgent');
    },
  };
}
