import { toOk, type Result } from '#core/errors/result.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import type { Ports } from '#harness/ports.ts';
import type { RunController, RunState } from '#harness/run-state.ts';
import { createPorts } from '#platform/create-ports.ts';
import { createInferenceClient } from '#platform/inference-client.ts';
import { createOpfsTranscriptStore } from '#platform/opfs-transcript-store.ts';
import { startStorageWorker } from '#platform/storage-client.ts';
import { createWorkerRegistry, type WorkerRegistry } from '#platform/worker-registry.ts';
import { createWorkerSlot } from '#platform/worker-slot.ts';
import { removeModelFiles } from '../storage/opfs-files.ts';
import type { Kill, KillTarget } from './kill-plan.ts';

const noHash = '0'.repeat(64);

/** What a run under kills came to. */
interface KilledRun {
  readonly runId: string;
  readonly events: readonly TranscriptEvent[];
  /** What was ended, in order; only kills that met a live worker. */
  readonly kills: readonly KillTarget[];
  /** How often it stopped and was continued, each time as in a new tab, which knows nothing of the one before. */
  readonly continued: number;
}

/** Runs a configuration to its end in the browser's own ports, through all kills of the plan. */
export async function runUnderKills(config: HarnessConfig, plan: readonly Kill[]): Promise<KilledRun> {
  const killer = createKiller(plan);
  const ports = createKillablePorts(killer.registry, killer.onGroup);
  const prepared = unwrap(await createRunLibrary(ports).prepare(config));
  let controller = unwrap(await createRunLibrary(ports).start(prepared));
  let state = await waitForEnd(controller);
  let continued = 0;
  while (state.phase !== 'completed') {
    if (state.failure?.code !== 'worker-crashed') throw new Error(`stopped by ${JSON.stringify(state.failure)}`);
    continued += 1;
    controller = unwrap(await createRunLibrary(ports).continue(state.runId));
    state = await waitForEnd(controller);
  }
  const events = unwrap(await ports.transcripts.read(state.runId));
  await ports.transcripts.delete(state.runId);
  return { runId: state.runId, events, kills: killer.kills, continued };
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.detail}`);
  return result.value;
}

function waitForEnd(controller: RunController): Promise<RunState> {
  return new Promise((resolve) => {
    const check = (): void => {
      const state = controller.getState();
      if (['completed', 'stopped', 'cancelled'].includes(state.phase)) resolve(state);
    };
    controller.subscribe(check);
    check();
  });
}

/** The ports of the app but for the build, which only a built app has; `onGroup` hears of each group once it is on disk. */
function createKillablePorts(registry: WorkerRegistry, onGroup: () => void): Ports {
  const transcripts = createOpfsTranscriptStore(createWorkerSlot(() => startStorageWorker('storage', registry)));
  const open: Ports['transcripts']['open'] = async (runId) => {
    const opened = await transcripts.open(runId);
    if (!opened.ok) return opened;
    const { value: journal } = opened;
    return toOk({
      events: journal.events,
      append: async (events) => {
        const written = await journal.append(events);
        if (written.ok && events.some(({ type }) => type === 'trial-end')) onGroup();
        return written;
      },
      [Symbol.asyncDispose]: () => journal[Symbol.asyncDispose](),
    });
  };
  const build = { version: '0', commit: null, lockfileSha256: noHash, buildSha256: noHash, wasmSha256: [] };
  return {
    ...createPorts(),
    runtime: createInferenceClient(registry),
    transcripts: { ...transcripts, open },
    build: () => Promise.resolve(toOk(build)),
  };
}

interface Killer {
  readonly registry: WorkerRegistry;
  readonly kills: readonly KillTarget[];
  readonly onGroup: () => void;
}

/** Ends workers as the plan says: each kill waits for its groups, then for its moment; one that finds no worker waits for the next group. */
function createKiller(plan: readonly Kill[]): Killer {
  const registry = createWorkerRegistry();
  const kills: KillTarget[] = [];
  const waiting = [...plan];
  let groups = 0;
  let isStriking = false;
  let onModelFiles: (() => void) | null = null;
  const watched: WorkerRegistry = {
    kill: (name) => registry.kill(name),
    add: (name, kill) => {
      const remove = registry.add(name, kill);
      if (name === 'model-files') onModelFiles?.();
      return remove;
    },
  };
  /** What was ended; null = there was nothing to end. */
  const strike = async ({ target, delayMs }: Kill): Promise<KillTarget | null> => {
    if (target === 'tab') {
      const ended = ['inference', 'model-files', 'storage'].map((name) => registry.kill(name));
      return ended.some((count) => count > 0) ? target : null;
    }
    if (target !== 'download') return registry.kill(target) > 0 ? target : null;
    await removeModelFiles();
    const downloading = new Promise<void>((resolve) => (onModelFiles = resolve));
    if (registry.kill('inference') === 0) return null;
    await downloading;
    await passTime(delayMs);
    return registry.kill('model-files') > 0 ? target : 'inference';
  };
  const strikeNext = async (kill: Kill): Promise<void> => {
    await passTime(kill.delayMs);
    const ended = await strike(kill);
    if (ended !== null) {
      kills.push(ended);
      waiting.shift();
      groups = 0;
    }
    isStriking = false;
  };
  return {
    registry: watched,
    kills,
    onGroup: () => {
      groups += 1;
      const [next] = waiting;
      if (next === undefined || isStriking || groups < next.afterGroups) return;
      isStriking = true;
      void strikeNext(next);
    },
  };
}

/** Not a wait for something: the kill falls at a moment that nothing else knows of. */
function passTime(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
