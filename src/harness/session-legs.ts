import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { toSessionKey } from '#core/model/condition-setting.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { isSequential } from '#core/model/runtime-capabilities.ts';
import { toBatchRefusal, toSettings, type PendingGroup } from './pending-jobs.ts';
import type { Ports } from './ports.ts';
import type { PreparedRun } from './run-library.ts';

/** Pending groups of a model that one session answers. */
export interface SessionLeg {
  /** As it is to be loaded. */
  readonly model: ModelRef;
  /** The condition of an axis that needs a session of its own; null = the session of the original. */
  readonly conditionId: string | null;
  readonly pending: readonly PendingGroup[];
}

/** Cuts the groups of a model by the session that they need, each session once, that of the original first. */
export function toSessionLegs(
  { config, plan }: PreparedRun,
  ref: ModelRef,
  pending: readonly PendingGroup[],
): readonly SessionLeg[] {
  const settingById = toSettings(config, plan, ref);
  const ownKey = toSessionKey({ model: ref });
  const legs = new Map<string, { model: ModelRef; conditionId: string | null; pending: PendingGroup[] }>();
  for (const entry of pending) {
    const { conditionId } = entry.group;
    const model = settingById.get(conditionId)?.model ?? ref;
    const key = toSessionKey({ model });
    const leg = legs.get(key) ?? { model, conditionId: key === ownKey ? null : conditionId, pending: [] };
    leg.pending.push(entry);
    legs.set(key, leg);
  }
  return [...legs.values()].toSorted((a, b) => Number(a.conditionId !== null) - Number(b.conditionId !== null));
}

/** Refuses an axis of threads where the page may not have any: all its values would run with one. */
export async function checkThreadsAxis(ports: Ports, { protocol }: HarnessConfig): Promise<Result<null>> {
  const index = (protocol.axes ?? []).findIndex(({ type }) => type === 'threads');
  if (index < 0) return toOk(null);
  const { crossOriginIsolated } = await ports.environment();
  if (crossOriginIsolated) return toOk(null);
  return toFailed(
    'runtime-unsupported',
    'This page is not cross-origin isolated, so every model runs with one thread and threads cannot be varied. Take the axis out, or serve the app with the headers of docs/decisions/2026-11-20-isolation-by-headers.md.',
    { location: `protocol.axes[${index}]` },
  );
}

/** Refuses a session of an axis that did not become what was asked for, or whose graph cannot take the configured batch. */
export function checkLegReport(
  { models, protocol, execution }: HarnessConfig,
  { model, conditionId }: SessionLeg,
  report: LoadReport,
): Result<null> {
  if (conditionId === null) return toOk(null);
  const { threads } = report.runtime;
  const own = models.find(({ modelId }) => modelId === model.modelId);
  if (model.threads !== own?.threads && threads !== model.threads)
    return toFailed(
      'runtime-unsupported',
      `"${conditionId}" asks for ${model.threads} threads, the runtime took ${threads}.`,
      { location: 'protocol.axes' },
    );
  if (execution.batchSize <= report.maxBatchSize || isSequential(report.capabilities)) return toOk(null);
  const index = (protocol.axes ?? []).findIndex(({ type }) => conditionId.startsWith(`axis:${type}=`));
  return toBatchRefusal(report, `protocol.axes[${index}]`);
}

/** True for the groups of a condition of `quant` or `backend`, which another graph or device answers. */
export function isForeignLeg({ conditionId }: SessionLeg): boolean {
  return /^axis:(?:quant|backend)=/.test(conditionId ?? '');
}
