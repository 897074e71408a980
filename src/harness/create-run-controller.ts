import { createFailure } from '#core/errors/failure.ts';
import type { Result } from '#core/errors/result.ts';
import type { EventOf } from '#core/events/transcript-event.ts';
import { driveRun, putSummary, type RunContext } from './drive-run.ts';
import { createJournalLog } from './journal-log.ts';
import { createPauseGate } from './pause-gate.ts';
import { createForcedTrials } from './forced-trials.ts';
import { createLookStages } from './look-stages.ts';
import type { Journal, Ports } from './ports.ts';
import type { PreparedRun } from './run-library.ts';
import { createRunScreen } from './run-screen.ts';
import type { RunController } from './run-state.ts';

/** What a controller starts from. */
export interface RunOrigin {
  readonly runId: string;
  readonly prepared: PreparedRun;
  /** True where `prepared` has some of the trials only: the run is not finished with them. */
  readonly isPart: boolean;
  readonly runStart: EventOf<'run-start'>;
  /** Open journal of a continued run; null for a new one. */
  readonly journal: Journal | null;
}

/** Starts driving a run and gives its state and controls. */
export function createRunController(ports: Ports, origin: RunOrigin): RunController {
  const { runId, prepared, isPart, runStart, journal } = origin;
  const abort = new AbortController();
  const gate = createPauseGate();
  const screen = createRunScreen(runId, prepared, ports.clock);
  const looks = createLookStages(prepared, journal?.events ?? []);
  if (looks !== null) screen.setLooks(looks);
  const log = createJournalLog(ports, runId, runStart, journal);
  const forced = createForcedTrials(prepared, log.earlier);
  const context: RunContext = {
    ports,
    runId,
    prepared,
    isPart,
    log,
    screen,
    gate,
    looks,
    forced,
    signal: abort.signal,
  };
  const ended = driveRun(context)
    .catch(toInternal)
    .then((result) => finish(context, result));
  return {
    getState: () => screen.store.get(),
    subscribe: (listener) => screen.store.subscribe(listener),
    pause: () => {
      if (screen.store.get().phase !== 'running') return;
      gate.close();
      screen.setPhase('pausing');
    },
    resume: () => {
      gate.open();
      if (screen.store.get().phase === 'pausing') screen.setPhase('running');
    },
    cancel: async () => {
      abort.abort();
      gate.open();
      await ended;
    },
  };
}

/** The per-run border where a defect becomes a failure: what has landed is kept. */
function toInternal(error: unknown): Result<null> {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = 'The run met a defect of Plumbline and was stopped; what has landed is kept.';
  return { ok: false, failure: createFailure('internal', message, { detail }) };
}

async function finish(context: RunContext, result: Result<null>): Promise<void> {
  const { ports, log, screen } = context;
  const isCancelled = !result.ok && result.failure.code === 'cancelled';
  if (isCancelled) await log.append([{ type: 'run-end', at: ports.clock.isoNow(), status: 'cancelled' }]);
  await putSummary(context, result.ok && !context.isPart ? 'completed' : isCancelled ? 'cancelled' : 'unfinished');
  await log.close();
  screen.refresh();
  if (result.ok) screen.setPhase('completed');
  else screen.setPhase(isCancelled ? 'cancelled' : 'stopped', isCancelled ? null : result.failure);
}
