import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { toFollowUps } from './follow-up.ts';
import type { ModelSession } from './ports.ts';
import type { GroupJob } from './run-groups.ts';

/**
 * Refuses, before anything runs, questions that this model can never be asked: its chat template takes no earlier turns, or a verdict has no
 * token of its own. Looks at one group; the template and the verdicts are the same for all.
 */
export async function checkFollowUps(
  jobs: readonly GroupJob[],
  session: ModelSession,
  signal: AbortSignal,
): Promise<Result<null>> {
  const followUps = jobs.find((job) => job.followUps !== null)?.followUps ?? null;
  if (followUps === null) return toOk(null);
  const requests = toFollowUps(followUps.confidence, followUps.messages, 'x');
  for (const [field, request] of Object.entries(requests)) {
    if (request === null) continue;
    const prepared = await session.prepare([request], signal);
    if (prepared.ok) continue;
    const { code, message, detail } = prepared.failure;
    if (code === 'cancelled' || code === 'worker-crashed') return prepared;
    return toFailed(code, `This model cannot be asked about its answer: ${message}`, {
      location: `confidence.${field}`,
      ...(detail === null ? {} : { detail }),
    });
  }
  return toOk(null);
}
