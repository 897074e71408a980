import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { Elicited } from '#core/model/elicited.ts';
import type { TrialOutput } from '#core/model/trial-output.ts';
import type { GroupOutput } from '#workers/contract/inference.ts';
import { answerGroup, toGroupWork } from './answer-group.ts';
import { toFollowUpOutcomes, type FollowUpOutcome } from './ask-follow-ups.ts';
import { prepareJobs, toPendingGroups } from './pending-jobs.ts';
import type { ModelSession, Ports } from './ports.ts';
import type { GroupJob } from './run-groups.ts';
import type { PreparedRun } from './run-library.ts';
import { beginFollowUps } from './settle-follow-ups.ts';

/** What a rerun gave, and what the worker that made it said of the model. */
export interface Rerun {
  readonly load: LoadReport;
  readonly trials: readonly RerunTrial[];
}

/** A trial run again, with the prompt as it was tokenised this time. */
export interface RerunTrial {
  readonly trialKey: string;
  readonly promptTokenIds: readonly number[];
  readonly output: TrialOutput;
  /** What the model said of the answer this time; absent where nothing is asked. */
  readonly elicited?: Elicited;
}

/**
 * Runs the named trials of a plan again with their own keys and nothing else: what a verifier compares with a bundle.
 * `ref` is the model of the plan as found on this machine; its files must be those of the configuration.
 */
export async function rerunTrials(
  ports: Ports,
  { config, plan }: PreparedRun,
  trialKeys: readonly string[],
  ref: ModelRef,
  signal: AbortSignal,
): Promise<Result<Rerun>> {
  const asked = config.models.find((model) =>
    model.files.every((file) => ref.files.some((found) => found.path === file.path && found.sha256 === file.sha256)),
  );
  if (asked === undefined)
    return toFailed('model-hash-mismatch', describeMismatch(config.models, ref), { location: 'models' });
  const wanted = new Set(trialKeys);
  const pending = toPendingGroups(plan, asked.modelId, [])
    .map((entry) => ({ ...entry, trials: entry.trials.filter((trial) => wanted.has(trial.trialKey)) }))
    .filter((entry) => entry.trials.length > 0);
  const opened = await ports.runtime.open(
    {
      ...ref,
      modelId: asked.modelId,
      chatTemplate: asked.chatTemplate,
      threads: asked.threads,
      dtype: asked.dtype,
      runtime: asked.runtime,
    },
    { onProgress: () => {}, onDelta: () => {}, signal },
  );
  if (!opened.ok) return opened;
  await using session = opened.value;
  const jobs = await prepareJobs({ config, plan }, asked, pending, session, signal);
  if (!jobs.ok) return jobs;
  const rerun: RerunTrial[] = [];
  for (const job of jobs.value) {
    const { promptTokenIds } = job.prepared;
    const work = toGroupWork({ ...job, setting: { ...job.setting, batchSize: 1 } });
    const result = await answerGroup(session, work, signal);
    if (!result.ok) return result;
    const elicited = await rerunFollowUps(session, job, result.value, signal);
    if (!elicited.ok) return elicited;
    rerun.push(
      ...result.value.rows.map(({ trialKey, output }) => {
        const said = elicited.value.get(trialKey)?.elicited;
        return { trialKey, promptTokenIds, output, ...(said === undefined ? {} : { elicited: said }) };
      }),
    );
  }
  return toOk({ load: session.report, trials: rerun });
}

/** Asks about the answers again; one failure outside the model ends the rerun. */
async function rerunFollowUps(
  session: ModelSession,
  { group, followUps }: GroupJob,
  { rows }: GroupOutput,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, FollowUpOutcome>>> {
  if (followUps === null) return toOk(new Map());
  const work = { ...followUps, groupIndex: group.groupIndex, answers: rows };
  const begun = await beginFollowUps(session, work, signal);
  return begun.failure === null
    ? toOk(toFollowUpOutcomes(work, begun.replies, null))
    : { ok: false, failure: begun.failure };
}

function describeMismatch(models: readonly ModelRef[], ref: ModelRef): string {
  const differing = (models[0]?.files ?? []).filter(
    (file) => !ref.files.some((found) => found.path === file.path && found.sha256 === file.sha256),
  );
  return `The folder is not the model of this bundle: ${differing.map((file) => file.path).join(', ')} ${differing.length === 1 ? 'is' : 'are'} missing or different.`;
}
