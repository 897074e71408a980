import { createFailure, type Failure } from '#core/errors/failure.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { checkDeterminism } from './check-determinism.ts';
import { toEffectiveDecoding } from './effective-decoding.ts';
import { createLiveView } from './live-view.ts';
import { checkBatchSize, prepareJobs, toPendingGroups } from './pending-jobs.ts';
import type { Journal, ModelSession, Ports, RunSummary } from './ports.ts';
import { runGroups, type GroupJob, type JobOutcome, type SessionSlot } from './run-groups.ts';
import type { PreparedRun } from './run-library.ts';
import { createProgressMeter } from './run-progress.ts';
import { createRunStore } from './run-store.ts';
import type { RunController, RunPhase } from './run-state.ts';
import { createSessionSlot } from './session-slot.ts';

/** What a controller starts from: a new run has no journal yet, a continued one has its open journal. */
export interface RunOrigin {
  readonly runId: string;
  readonly prepared: PreparedRun;
  /** First event of a new run; null when the journal has it. */
  readonly runStart: TranscriptEvent | null;
  readonly journal: Journal | null;
}

type Stop = { readonly phase: 'cancelled' } | { readonly phase: 'stopped'; readonly failure: Failure };

/** Estimates of the live view are computed at most this often, ms. */
const ESTIMATE_INTERVAL_MS = 500;

/**
 * Drives one run to its end and shows its state. The journal is opened only after the first model has loaded and every
 * prompt fits, so a run that cannot begin leaves nothing behind.
 */
export function createRunController(ports: Ports, origin: RunOrigin): RunController {
  const { prepared, runId } = origin;
  const { config, plan } = prepared;
  const abort = new AbortController();
  const meter = createProgressMeter();
  const view = createLiveView(config, plan);
  const store = createRunStore(
    {
      runId, config, plan, phase: 'preparing', failure: null, loadProgress: null, loadReports: [],
      completedTrials: 0, failedTrials: 0, retriedAttempts: 0, elapsedMs: 0, etaMs: null, tokensPerSecond: null,
      estimates: [], recentTrials: [], delta: null,
    },
    () => ports.clock.nowMs(),
  );
  let journal = origin.journal;
  let resumption: PromiseWithResolvers<void> | null = null;
  let estimatedAtMs = Number.NEGATIVE_INFINITY;

  const setPhase = (phase: RunPhase, failure: Failure | null = null): void => {
    if (phase === 'running') meter.start(ports.clock.nowMs());
    else meter.stop(ports.clock.nowMs());
    store.update({ phase, failure }, 'urgent');
  };

  const showProgress = (urgency: 'urgent' | 'progress'): void => {
    const now = ports.clock.nowMs();
    const remaining = plan.trialCount - view.completedTrials() - view.failedTrials();
    const estimates = urgency === 'urgent' || now - estimatedAtMs >= ESTIMATE_INTERVAL_MS ? { estimates: view.estimates() } : {};
    if ('estimates' in estimates) estimatedAtMs = now;
    store.update(
      {
        completedTrials: view.completedTrials(),
        failedTrials: view.failedTrials(),
        retriedAttempts: view.retriedAttempts(),
        recentTrials: view.recentTrials(),
        ...meter.read(now, remaining),
        ...estimates,
      },
      urgency,
    );
  };

  const append = async (events: readonly TranscriptEvent[]): Promise<Stop | null> => {
    if (journal === null) return null;
    const written = await journal.append(events);
    return written.ok ? null : { phase: 'stopped', failure: written.failure };
  };

  const putSummary = async (status: RunSummary['status']): Promise<void> => {
    if (journal === null) return;
    const first = origin.runStart ?? journal.events[0];
    await ports.runs.put({
      runId,
      name: config.name,
      modelIds: config.models.map((model) => model.modelId),
      taskTitle: config.task.title,
      createdAt: first?.type === 'run-start' ? first.createdAt : ports.clock.isoNow(),
      status,
      trialCount: plan.trialCount,
      completedTrials: view.completedTrials(),
    });
  };

  const openJournal = async (): Promise<Stop | null> => {
    if (journal !== null || origin.runStart === null) return null;
    const opened = await ports.transcripts.open(runId);
    if (!opened.ok) return { phase: 'stopped', failure: opened.failure };
    journal = opened.value;
    return append([origin.runStart]);
  };

  const createSlot = (ref: ModelRef): SessionSlot =>
    createSessionSlot(async () => {
      const opened = await ports.runtime.open(ref, {
        onProgress: (loadProgress) => store.update({ loadProgress }, 'progress'),
        onDelta: (delta) => store.update({ delta }, 'progress'),
        signal: abort.signal,
      });
      if (opened.ok) store.update({ loadReports: [...store.get().loadReports.filter((report) => report.modelId !== ref.modelId), opened.value.report] }, 'urgent');
      return opened;
    });

  /** Journal lines that go before a model's first group: load report and determinism check. */
  const openModel = async (ref: ModelRef, session: ModelSession, first: GroupJob, batchSize: number): Promise<Stop | null> => {
    const opened = await openJournal();
    if (opened !== null) return opened;
    const earlier = journal?.events ?? [];
    const loaded = await append([{ type: 'model-load-end', model: ref.modelId, at: ports.clock.isoNow(), report: session.report }]);
    if (loaded !== null) return loaded;
    if (earlier.some((event) => event.type === 'determinism-check-end' && event.model === ref.modelId)) return null;
    setPhase('checking');
    const request = {
      groupIndex: first.group.groupIndex,
      promptTokenIds: first.prepared.promptTokenIds,
      trialKeys: first.trials.map((trial) => trial.trialKey),
      decoding: toEffectiveDecoding(config.decoding).effective,
      batchSize,
    };
    const check = await checkDeterminism(session, request, abort.signal);
    if (!check.ok) return toStop(check.failure);
    const tokenizer = await ports.runtime.readTokenizerFiles(ref);
    if (!tokenizer.ok) return toStop(tokenizer.failure);
    return append([
      { type: 'tokenizer-files', model: ref.modelId, textByPath: tokenizer.value },
      { type: 'determinism-check-end', model: ref.modelId, check: check.value },
    ]);
  };

  const waitWhilePaused = async (): Promise<Stop | null> => {
    if (resumption === null) return null;
    const paused = await append([{ type: 'run-pause', at: ports.clock.isoNow(), reason: 'asked by the user' }]);
    if (paused !== null) return paused;
    setPhase('paused');
    await putSummary('unfinished');
    await resumption.promise;
    if (abort.signal.aborted) return { phase: 'cancelled' };
    setPhase('running');
    return append([{ type: 'run-resume', at: ports.clock.isoNow() }]);
  };

  const land = async (outcome: Extract<JobOutcome, { status: 'landed' }>): Promise<Stop | null> => {
    const written = await append(outcome.events);
    if (written !== null) return written;
    view.land(outcome.events);
    meter.land(outcome.job.trials.length, outcome.output?.rows.reduce((sum, row) => sum + row.timing.outputTokens, 0) ?? 0);
    showProgress('progress');
    return null;
  };

  const runJobs = async (jobs: readonly GroupJob[], slot: SessionSlot, batchSize: number): Promise<Stop | null> => {
    const runner = { slot, decoding: toEffectiveDecoding(config.decoding).effective, batchSize, clock: ports.clock, signal: abort.signal };
    let done = 0;
    while (done < jobs.length) {
      for await (const outcome of runGroups(jobs.slice(done), runner, () => resumption === null)) {
        if (outcome.status !== 'landed') return outcome.status === 'cancelled' ? { phase: 'cancelled' } : { phase: 'stopped', failure: outcome.failure };
        const stop = await land(outcome);
        if (stop !== null) return stop;
        done += 1;
      }
      const stop = await waitWhilePaused();
      if (stop !== null) return stop;
    }
    return null;
  };

  const runModel = async (ref: ModelRef): Promise<Stop | null> => {
    const pending = toPendingGroups(plan, ref.modelId, journal?.events ?? []);
    if (pending.length === 0) return null;
    setPhase('loading');
    const slot = createSlot(ref);
    try {
      const ready = await slot.get();
      if (!ready.ok) return toStop(ready.failure);
      const batchSize = checkBatchSize(config, ready.value.report);
      if (!batchSize.ok) return toStop(batchSize.failure);
      const jobs = await prepareJobs(config, plan, pending, ready.value);
      if (!jobs.ok) return toStop(jobs.failure);
      const [first] = jobs.value;
      if (first === undefined) return null;
      const opened = await openModel(ref, ready.value, first, batchSize.value);
      if (opened !== null) return opened;
      await putSummary('unfinished');
      setPhase('running');
      return await runJobs(jobs.value, slot, batchSize.value);
    } finally {
      await slot.discard();
    }
  };

  const runAll = async (): Promise<Stop | null> => {
    if (journal !== null) {
      view.land(journal.events);
      const resumed = await append([{ type: 'run-resume', at: ports.clock.isoNow() }]);
      if (resumed !== null) return resumed;
      showProgress('urgent');
    }
    for (const ref of config.models) {
      const stop = await runModel(ref);
      if (stop !== null) return stop;
    }
    return append([{ type: 'run-end', at: ports.clock.isoNow(), status: 'completed' }]);
  };

  const finish = async (stop: Stop | null): Promise<void> => {
    if (stop?.phase === 'cancelled') await append([{ type: 'run-end', at: ports.clock.isoNow(), status: 'cancelled' }]);
    await putSummary(stop === null ? 'completed' : stop.phase === 'cancelled' ? 'cancelled' : 'unfinished');
    await journal?.[Symbol.asyncDispose]();
    showProgress('urgent');
    setPhase(stop?.phase ?? 'completed', stop?.phase === 'stopped' ? stop.failure : null);
  };

  const ended = runAll().then(finish, async (error: unknown) => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await finish({ phase: 'stopped', failure: createFailure('internal', 'The run met a defect of Plumbline and was stopped; what has landed is kept.', { detail }) });
  });

  return {
    getState: store.get,
    subscribe: store.subscribe,
    pause: () => {
      if (store.get().phase !== 'running') return;
      resumption = Promise.withResolvers<void>();
      setPhase('pausing');
      meter.start(ports.clock.nowMs());
    },
    resume: () => {
      resumption?.resolve();
      resumption = null;
      if (store.get().phase === 'pausing') setPhase('running');
    },
    cancel: async () => {
      abort.abort();
      resumption?.resolve();
      await ended;
    },
  };
}

function toStop(failure: Failure): Stop {
  return failure.code === 'cancelled' ? { phase: 'cancelled' } : { phase: 'stopped', failure };
}
