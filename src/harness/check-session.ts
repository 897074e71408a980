import { toOk, type Result } from '#core/errors/result.ts';
import { toGroupWork } from './answer-group.ts';
import { checkCanary } from './check-canary.ts';
import { checkDeterminism } from './check-determinism.ts';
import type { ModelSession, Ports } from './ports.ts';
import { probeControls } from './probe-controls.ts';
import type { GroupJob } from './run-groups.ts';
import type { PreparedRun } from './run-library.ts';
import type { SessionLeg } from './session-legs.ts';
import type { SessionProof } from './session-proof.ts';

/** What the checks of a session work with. */
export interface SessionChecks {
  readonly ports: Ports;
  readonly prepared: PreparedRun;
  readonly leg: Pick<SessionLeg, 'model' | 'conditionId'>;
  /** A group of the session; its prompt is the one that is used. */
  readonly first: GroupJob;
  /** `replacement`: of a worker that was lost in mid-run, whose controls were probed before. */
  readonly occasion: 'start' | 'replacement';
  /** Writes each result down as soon as it is there. */
  readonly record: (event: SessionProof) => Promise<Result<null>>;
  readonly signal: AbortSignal;
}

/**
 * Proof before numbers (DESIGN §5.5), each time a session is opened: on a GPU the canary, because the device may be another one than
 * before; for the original's session the determinism check; and at its start the control probe, where it generates.
 */
export async function checkSession(session: ModelSession, checks: SessionChecks): Promise<Result<null>> {
  const { leg, first, occasion, record, signal } = checks;
  const model = leg.model.modelId;
  const { promptTokenIds } = first.prepared;
  if (leg.model.device === 'webgpu' && promptTokenIds.length > 0) {
    const canaried = await recordCanary(session, checks);
    if (!canaried.ok) return canaried;
  }
  if (leg.conditionId !== null) return toOk(null);
  const check = await checkDeterminism(session, toGroupWork(first), signal);
  if (!check.ok) return check;
  const checked = await record({ type: 'determinism-check-end', model, check: check.value });
  const isGenerating = first.optionTexts === null && first.text === null;
  if (!checked.ok || occasion === 'replacement' || !isGenerating || promptTokenIds.length === 0) return checked;
  const probe = await probeControls(session, { promptTokenIds, batchSize: first.setting.batchSize, signal });
  return probe.ok ? record({ type: 'control-probe-end', model, probe: probe.value }) : probe;
}

async function recordCanary(session: ModelSession, checks: SessionChecks): Promise<Result<null>> {
  const { ports, prepared, leg, first, record, signal } = checks;
  const { model, conditionId } = leg;
  const nothing = (): void => undefined;
  const checked = await checkCanary(session, {
    model,
    threshold: prepared.config.protocol.canary ?? null,
    promptTokenIds: first.prepared.promptTokenIds,
    open: (ref) => ports.runtime.open(ref, { onProgress: nothing, onDelta: nothing, signal }),
    signal,
  });
  if (!checked.ok) return checked;
  const place = { model: model.modelId, ...(conditionId === null ? {} : { conditionId }) };
  return record({ type: 'canary-end', ...place, canary: checked.value });
}
