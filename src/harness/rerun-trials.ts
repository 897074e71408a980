import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { TrialOutput } from '#core/model/trial-output.ts';
import { answerGroup, toGroupWork } from './answer-group.ts';
import { toEffectiveDecoding } from './effective-decoding.ts';
import { prepareJobs, toPendingGroups } from './pending-jobs.ts';
import type { Ports } from './ports.ts';
import type { PreparedRun } from './run-library.ts';

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
    { ...ref, modelId: asked.modelId, chatTemplate: asked.chatTemplate, threads: asked.threads, dtype: asked.dtype },
    { onProgress: () => {}, onDelta: () => {}, signal },
  );
  if (!opened.ok) return opened;
  await using session = opened.value;
  const jobs = await prepareJobs(config, plan, pending, session, signal);
  if (!jobs.ok) return jobs;
  const rerun: RerunTrial[] = [];
  for (const job of jobs.value) {
    const { promptTokenIds } = job.prepared;
    const decoding = toEffectiveDecoding(config.decoding).effective;
    const result = await answerGroup(session, toGroupWork(job, { decoding, batchSize: 1 }), signal);
    if (!result.ok) return result;
    rerun.push(...result.value.rows.map(({ trialKey, output }) => ({ trialKey, promptTokenIds, output })));
  }
  return toOk({ load: session.report, trials: rerun });
}

function describeMismatch(models: readonly ModelRef[], ref: ModelRef): string {
  const differing = (models[0]?.files ?? []).filter(
    (file) => !ref.files.some((found) => found.path === file.path && found.sha256 === file.sha256),
  );
  return `The folder is not the model of this bundle: ${differing.map((file) => file.path).join(', ')} ${differing.length === 1 ? 'is' : 'are'} missing or different.`;
}
