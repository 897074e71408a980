import { toOk, type Result } from '#core/errors/result.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import { toPlanBytes, toPlanKey, type InstallPlan } from '#core/sources/install-plan.ts';
import { toBytesPerSecond, toRemainingMs, withTransferPoint, type TransferPoint } from '#core/sources/transfer-rate.ts';
import type { InstallState, LocalPick, ModelLibrary } from '#harness/model-library.ts';
import type { Clock } from '#harness/ports.ts';
import type { DownloadProgress, StorageApi } from '#workers/contract/storage.ts';
import { installModel } from './install-model.ts';
import type { ModelIndex } from './model-index.ts';
import { toPartName } from './part-name.ts';
import type { WorkerHost } from './worker-host.ts';

export interface InstallDeskWorld {
  readonly index: ModelIndex;
  readonly clock: Clock;
  /** A fresh worker; ending it ends its downloads. */
  readonly startStorage: () => WorkerHost<StorageApi>;
}

type InstallDesk = Pick<ModelLibrary, 'install' | 'stopInstall' | 'discardInstall' | 'installs'>;

/** The models on their way, each with a worker of its own. Unfinished ones of earlier visits stand there as `stopped`. */
export async function createInstallDesk({ index, clock, startStorage }: InstallDeskWorld): Promise<InstallDesk> {
  const listeners = new Set<() => void>();
  const running = new Map<string, WorkerHost<StorageApi>>();
  let states: readonly InstallState[] = [];
  const publish = (next: readonly InstallState[]): void => {
    states = next;
    for (const listener of listeners) listener();
  };
  const put = (state: InstallState): void => {
    const isKnown = states.some(({ id }) => id === state.id);
    publish(isKnown ? states.map((known) => (known.id === state.id ? state : known)) : [...states, state]);
  };
  const drop = (id: string): void => publish(states.filter((state) => state.id !== id));

  const install = async (plan: InstallPlan, pick: LocalPick | null): Promise<Result<ModelRef>> => {
    const id = toPlanKey(plan);
    if (pick === null) await index.putPlan({ id, plan });
    using storage = startStorage();
    running.get(id)?.kill();
    running.set(id, storage);
    const progressByPath = new Map<string, DownloadProgress>(
      plan.files.map(({ path, bytes }) => [path, { path, receivedBytes: 0, totalBytes: bytes ?? 0 }]),
    );
    let points: readonly TransferPoint[] = [];
    const report = (): void => {
      const files = [...progressByPath.values()];
      const receivedBytes = files.reduce((sum, file) => sum + file.receivedBytes, 0);
      points = withTransferPoint(points, { atMs: clock.nowMs(), bytes: receivedBytes });
      const [totalBytes, bytesPerSecond] = [toPlanBytes(plan), toBytesPerSecond(points)];
      const remainingMs = toRemainingMs(receivedBytes, totalBytes, bytesPerSecond);
      put({
        id,
        plan,
        status: 'running',
        failure: null,
        files,
        receivedBytes,
        totalBytes,
        bytesPerSecond,
        remainingMs,
      });
    };
    report();
    const installed = await installModel(storage, plan, pick, (progress) => {
      progressByPath.set(progress.path, progress);
      if (running.get(id) === storage) report();
    });
    const isStopped = running.get(id) !== storage;
    if (!isStopped) running.delete(id);
    if (installed.ok) {
      await remember(index, clock, installed.value, pick);
      await index.removePlan(id);
      drop(id);
    } else if (!isStopped) {
      const state = states.find((known) => known.id === id);
      if (state !== undefined) put({ ...state, status: 'failed', failure: installed.failure });
    }
    return installed;
  };

  const stopInstall = (id: string): void => {
    const storage = running.get(id);
    running.delete(id);
    storage?.kill();
    const state = states.find((known) => known.id === id);
    if (state === undefined) return;
    // The files of a local plan are gone with the page; there is nothing to go on with.
    if (state.plan.source.type === 'local') drop(id);
    else put({ ...state, status: 'stopped', bytesPerSecond: null, remainingMs: null });
  };

  const discardInstall = async (id: string): Promise<Result<null>> => {
    stopInstall(id);
    const plan = states.find((known) => known.id === id)?.plan;
    await index.removePlan(id);
    drop(id);
    if (plan === undefined) return toOk(null);
    using storage = startStorage();
    for (const file of plan.files) {
      const removed = await storage.call((api) => api.removeModelFile(toPartName(plan, file)));
      if (!removed.ok) return removed;
    }
    return toOk(null);
  };

  const left = await index.listPlans();
  if (left.length > 0) states = await toStopped(left, startStorage);

  return {
    install,
    stopInstall,
    discardInstall,
    installs: {
      getState: () => states,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

async function remember(index: ModelIndex, clock: Clock, ref: ModelRef, pick: LocalPick | null): Promise<void> {
  const modelHash = toModelHash(ref);
  if (pick?.handle instanceof FileSystemDirectoryHandle) await index.putFolder(modelHash, pick.handle);
  await index.changeModel(modelHash, (known) => ({
    schemaVersion: 1,
    modelHash,
    lastUsedAt: null,
    loads: [],
    addedAt: clock.isoNow(),
    ...known,
    ref,
    check: null,
  }));
}

/** Installs that an earlier visit left, with the bytes that are here. */
async function toStopped(
  plans: readonly { readonly id: string; readonly plan: InstallPlan }[],
  startStorage: () => WorkerHost<StorageApi>,
): Promise<readonly InstallState[]> {
  using storage = startStorage();
  const stored = await storage.ask((api) => api.listModelFiles());
  const bytesByName = new Map(stored.ok ? stored.value.map(({ name, bytes }) => [name, bytes]) : []);
  return plans.map(({ id, plan }) => {
    const files = plan.files.map((file) => ({
      path: file.path,
      receivedBytes: bytesByName.get(file.sha256 ?? '') ?? bytesByName.get(toPartName(plan, file)) ?? 0,
      totalBytes: file.bytes ?? 0,
    }));
    const receivedBytes = files.reduce((sum, file) => sum + file.receivedBytes, 0);
    const totalBytes = toPlanBytes(plan);
    const unknown = { bytesPerSecond: null, remainingMs: null, failure: null };
    return { id, plan, status: 'stopped' as const, files, receivedBytes, totalBytes, ...unknown };
  });
}
