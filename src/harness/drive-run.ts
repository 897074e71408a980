import type { Failure } from '#core/errors/failure.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { checkFollowUps } from './check-follow-ups.ts';
import { checkSession } from './check-session.ts';
import { driveForced } from './drive-forced.ts';
import type { ForcedTrials } from './forced-trials.ts';
import type { LookStages } from './look-stages.ts';
import type { JournalLog } from './journal-log.ts';
import type { PauseGate } from './pause-gate.ts';
import { checkBatchSizes, prepareJobs, toExecutionOrder, toPendingGroups, toSettings } from './pending-jobs.ts';
import type { Ports, RunSummary } from './ports.ts';
import { runGroups, type GroupJob, type JobOutcome, type SessionSlot } from './run-groups.ts';
import type { PreparedRun } from './run-library.ts';
import type { RunScreen } from './run-screen.ts';
import type { SessionProof } from './session-proof.ts';
import { checkLegReport, checkThreadsAxis, isForeignLeg, toSessionLegs, type SessionLeg } from './session-legs.ts';
import { createSessionSlot, type ProvedSlot } from './session-slot.ts';

/** What the driver works with; everything with an effect is in it. */
export interface RunContext {
  readonly ports: Ports;
  readonly runId: string;
  readonly prepared: PreparedRun;
  /** Other trials of the run are run elsewhere: it does not end here. */
  readonly isPart: boolean;
  readonly log: JournalLog;
  readonly screen: RunScreen;
  readonly gate: PauseGate;
  /** Null without a precision target. */
  readonly looks: LookStages | null;
  /** Null where no axis has outputs compared place by place. */
  readonly forced: ForcedTrials | null;
  readonly signal: AbortSignal;
}

/**
 * Runs what is pending of every model, in order, to the end. The journal is opened only after the first model has loaded
 * and every prompt fits, so a run that cannot begin leaves nothing behind.
 * @returns a failure that stopped the run; `cancelled` when that was asked for.
 */
export async function driveRun(context: RunContext): Promise<Result<null>> {
  const { ports, prepared, log, screen } = context;
  const threads = await checkThreadsAxis(ports, prepared.config);
  if (!threads.ok) return threads;
  if (log.isOpen()) {
    screen.land(log.earlier, 0, 0);
    const resumed = await log.append([{ type: 'run-resume', at: ports.clock.isoNow() }]);
    if (!resumed.ok) return resumed;
    await putSummary(context, 'unfinished');
  }
  for (const ref of prepared.config.models) {
    const driven = await driveModel(context, ref);
    if (!driven.ok) return driven;
  }
  if (context.isPart) return toOk(null);
  return log.append([{ type: 'run-end', at: ports.clock.isoNow(), status: 'completed' }]);
}

/** Puts the run's line into the list of runs; a run without a journal has none. */
export async function putSummary(context: RunContext, status: RunSummary['status']): Promise<void> {
  const { ports, runId, prepared, log, screen } = context;
  if (!log.isOpen()) return;
  const { config } = prepared;
  await ports.runs.put({
    runId,
    name: config.name,
    modelIds: config.models.map((model) => model.modelId),
    taskTitle: config.task.title,
    createdAt: log.createdAt,
    status,
    trialCount: screen.store.get().plan.trialCount,
    completedTrials: screen.view.completedTrials(),
  });
}

async function driveModel(context: RunContext, ref: ModelRef): Promise<Result<null>> {
  const { prepared, log } = context;
  const planned = toPendingGroups(prepared.plan, ref.modelId, log.earlier);
  const ordered = toExecutionOrder(planned, prepared.config.protocol.masterSeed);
  const pending = context.looks?.toPossible(ordered) ?? ordered;
  const legs = toSessionLegs(prepared, ref, pending);
  const usable = await checkGraphs(context, legs);
  if (!usable.ok) return usable;
  for (const leg of legs) {
    const driven = await driveLeg(context, leg, ref);
    if (!driven.ok) return driven;
  }
  return compareReplicas(context, ref);
}

/** What the sessions of replicas say of the original's outputs, once all have answered. */
async function compareReplicas(context: RunContext, ref: ModelRef): Promise<Result<null>> {
  const { prepared, forced, log, screen, signal } = context;
  const pending = forced?.toPending(ref.modelId) ?? [];
  if (pending.length === 0) return toOk(null);
  screen.setPhase('comparing');
  const settingById = toSettings(prepared.config, prepared.plan, ref);
  return driveForced({
    prepared,
    pending,
    createSlot: (conditionId) => createSlot(context, settingById.get(conditionId ?? ORIGINAL)?.model ?? ref),
    append: (events) => log.append(events),
    signal,
  });
}

/** Opens each further graph or device once before anything is answered, so that a file that is missing or cannot be used costs no run. */
async function checkGraphs(context: RunContext, legs: readonly SessionLeg[]): Promise<Result<null>> {
  for (const leg of legs.filter(isForeignLeg)) {
    context.screen.setPhase('loading');
    const slot = createSlot(context, leg.model);
    try {
      const session = await slot.get();
      if (!session.ok) return session;
      const checked = checkLegReport(context.prepared.config, leg, session.value.report);
      if (!checked.ok) return checked;
    } finally {
      await slot.discard();
    }
  }
  return toOk(null);
}

async function driveLeg(context: RunContext, leg: SessionLeg, ref: ModelRef): Promise<Result<null>> {
  const { prepared, screen, signal } = context;
  screen.setPhase('loading');
  const slot = createSlot(context, leg.model);
  try {
    const session = await slot.get();
    if (!session.ok) return session;
    const { report } = session.value;
    const checked =
      leg.conditionId === null
        ? checkBatchSizes(prepared.config, report)
        : checkLegReport(prepared.config, leg, report);
    if (!checked.ok) return checked;
    const jobs = await prepareJobs(prepared, ref, leg.pending, session.value, signal);
    if (!jobs.ok) return jobs;
    const askable = await checkFollowUps(jobs.value, session.value, signal);
    if (!askable.ok) return askable;
    const opened = await openLeg(context, leg, report);
    if (!opened.ok) return opened;
    await putSummary(context, 'unfinished');
    const [first] = context.looks?.toNext(jobs.value) ?? jobs.value;
    const proved = await proveSession(context, leg, first, slot);
    if (!proved.ok) return proved;
    screen.setPhase('running');
    return await driveStages(context, jobs.value, slot);
  } finally {
    await slot.discard();
  }
}

function createSlot({ ports, screen, signal }: RunContext, ref: ModelRef): ProvedSlot {
  const { store } = screen;
  return createSessionSlot(async () => {
    const opened = await ports.runtime.open(ref, {
      onProgress: (loadProgress) => {
        store.update({ loadProgress }, 'progress');
      },
      onDelta: (delta) => {
        store.update({ delta }, 'progress');
      },
      signal,
    });
    if (opened.ok) {
      const others = store.get().loadReports.filter((report) => report.modelId !== ref.modelId);
      store.update({ loadReports: [...others, opened.value.report] }, 'urgent');
    }
    return opened;
  });
}

/** Has the leg's session checked, and each that takes its place after a loss; the phase is then again what it was. */
async function proveSession(
  { ports, prepared, log, screen, signal }: RunContext,
  leg: SessionLeg,
  first: GroupJob | undefined,
  slot: ProvedSlot,
): Promise<Result<null>> {
  if (first === undefined) return toOk(null);
  let occasion: 'start' | 'replacement' = 'start';
  let canRecord = true;
  const proved = await slot.prove(
    async (session) => {
      const { phase } = screen.store.get();
      screen.setPhase('checking');
      const record = async (event: SessionProof): Promise<Result<null>> => {
        const written = await log.append([event]);
        if (written.ok) screen.addProof(event);
        else canRecord = false;
        return written;
      };
      const checked = await checkSession(session, { ports, prepared, leg, first, occasion, record, signal });
      screen.setPhase(phase);
      return checked;
    },
    () => canRecord,
  );
  occasion = 'replacement';
  return proved;
}

/** Journal lines that go before a session's first group: load report, and once per model tokenizer files. */
async function openLeg(
  { ports, log }: RunContext,
  { model: ref, conditionId }: SessionLeg,
  report: LoadReport,
): Promise<Result<null>> {
  const opened = await log.open();
  if (!opened.ok) return opened;
  const model = ref.modelId;
  const at = ports.clock.isoNow();
  const loaded = await log.append([
    { type: 'model-load-end', model, ...(conditionId === null ? {} : { conditionId }), at, report },
  ]);
  const isKnown = log.earlier.some((event) => event.type === 'tokenizer-files' && event.model === model);
  if (!loaded.ok || conditionId !== null || isKnown) return loaded;
  const tokenizer = await ports.runtime.readTokenizerFiles(ref);
  if (!tokenizer.ok) return tokenizer;
  return log.append([{ type: 'tokenizer-files', model, textByPath: tokenizer.value }]);
}

/** With a precision target look by look, else all at once. */
async function driveStages(context: RunContext, jobs: readonly GroupJob[], slot: SessionSlot): Promise<Result<null>> {
  const { looks, log, screen } = context;
  if (looks === null) return driveJobs(context, jobs, slot);
  for (;;) {
    const next = looks.toNext(jobs);
    if (next.length > 0) {
      const driven = await driveJobs(context, next, slot);
      if (!driven.ok) return driven;
    }
    const recorded = await log.append(looks.takeLooks());
    if (!recorded.ok) return recorded;
    screen.setLooks(looks);
    if (next.length === 0) return toOk(null);
  }
}

async function driveJobs(context: RunContext, jobs: readonly GroupJob[], slot: SessionSlot): Promise<Result<null>> {
  const { ports, gate, signal } = context;
  const runner = { slot, clock: ports.clock, signal };
  let done = 0;
  while (done < jobs.length) {
    for await (const outcome of runGroups(jobs.slice(done), runner, () => gate.isOpen())) {
      const landed = await land(context, outcome);
      if (!landed.ok) return landed;
      done += 1;
    }
    const passed = await passGate(context);
    if (!passed.ok) return passed;
  }
  return toOk(null);
}

async function land({ log, screen, looks, forced }: RunContext, outcome: JobOutcome): Promise<Result<null>> {
  if (outcome.status === 'stopped') {
    const counted = await log.append(outcome.events);
    screen.land(outcome.events, 0, 0);
    return counted.ok ? { ok: false, failure: outcome.failure } : counted;
  }
  const written = await log.append(outcome.events);
  if (!written.ok) return written;
  looks?.land(outcome.events);
  forced?.land(outcome.events);
  const outputTokens = outcome.output?.rows.reduce((sum, row) => sum + row.timing.outputTokens, 0) ?? 0;
  screen.land(outcome.events, outcome.job.trials.length, outputTokens);
  return toOk(null);
}

async function passGate(context: RunContext): Promise<Result<null>> {
  const { ports, log, screen, gate, signal } = context;
  if (gate.isOpen()) return toOk(null);
  const reopened = gate.pass();
  const paused = await log.append([{ type: 'run-pause', at: ports.clock.isoNow(), reason: 'asked by the user' }]);
  if (!paused.ok) return paused;
  screen.refresh();
  screen.setPhase('paused');
  await putSummary(context, 'unfinished');
  await reopened;
  if (signal.aborted) return { ok: false, failure: CANCELLED };
  screen.setPhase('running');
  return log.append([{ type: 'run-resume', at: ports.clock.isoNow() }]);
}

const CANCELLED: Failure = { code: 'cancelled', message: 'The run was cancelled.', location: null, detail: null };
