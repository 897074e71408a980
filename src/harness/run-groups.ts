import type { Failure } from '#core/errors/failure.ts';
import type { Result } from '#core/errors/result.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { Decoding } from '#core/model/decoding.ts';
import type { Trial, TrialGroup } from '#core/model/trial.ts';
import type { GroupOutput, PreparedPrompt } from '#workers/contract/inference.ts';
import type { Clock, ModelSession } from './ports.ts';

/** Attempts at a trial before it counts as failed (DESIGN §5.6). */
export const MAX_ATTEMPTS = 3;

/** The trials of one group that are still to be run. */
export interface GroupJob {
  readonly group: TrialGroup;
  readonly trials: readonly Trial[];
  readonly prepared: PreparedPrompt;
  /** Attempts that these trials have had in earlier sessions. */
  readonly earlierAttempts: number;
}

/** What became of a job: its events are ready for the journal, or nothing was kept. */
export type JobOutcome =
  | {
      readonly status: 'landed';
      readonly job: GroupJob;
      readonly events: readonly TranscriptEvent[];
      readonly output: GroupOutput | null;
      readonly failedAttempts: number;
    }
  | { readonly status: 'stopped'; readonly failure: Failure };

/** Keeps one live session; after a failure the next `get` opens a new worker. */
export interface SessionSlot {
  get(): Promise<Result<ModelSession>>;
  discard(): Promise<void>;
}

export interface GroupRunner {
  readonly slot: SessionSlot;
  readonly decoding: Decoding;
  readonly batchSize: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Runs jobs in order and yields what became of each. The next job is started before the last one is yielded, so that the
 * consumer's work (journal, scoring, screen) runs beside the decoding. `mayContinue` false ends look-ahead and the loop.
 */
export async function* runGroups(
  jobs: readonly GroupJob[],
  runner: GroupRunner,
  mayContinue: () => boolean,
): AsyncGenerator<JobOutcome> {
  let inFlight: Promise<JobOutcome> | null = null;
  for (const [position, job] of jobs.entries()) {
    const outcome: JobOutcome = await (inFlight ?? runJob(job, runner));
    const next = jobs[position + 1];
    inFlight = outcome.status === 'landed' && next !== undefined && mayContinue() ? runJob(next, runner) : null;
    yield outcome;
    if (outcome.status !== 'landed' || (inFlight === null && !mayContinue())) return;
  }
}

/** One group: an infrastructure failure costs an attempt and a worker, never a score. */
async function runJob(job: GroupJob, runner: GroupRunner): Promise<JobOutcome> {
  const { group, trials, prepared } = job;
  const events: TranscriptEvent[] = [toGroupStart(job)];
  let failedAttempts = 0;
  for (let attempt = job.earlierAttempts + 1; attempt <= job.earlierAttempts + MAX_ATTEMPTS; attempt += 1) {
    const session = await runner.slot.get();
    if (!session.ok) return { status: 'stopped', failure: session.failure };
    const result = await session.value.generate(
      {
        groupIndex: group.groupIndex,
        promptTokenIds: prepared.promptTokenIds,
        trialKeys: trials.map((trial) => trial.trialKey),
        decoding: runner.decoding,
        batchSize: runner.batchSize,
      },
      runner.signal,
    );
    if (result.ok) {
      events.push(...toTrialEnds(job, result.value, attempt));
      return { status: 'landed', job, events, output: result.value, failedAttempts };
    }
    if (result.failure.code === 'cancelled') return { status: 'stopped', failure: result.failure };
    failedAttempts += trials.length;
    events.push(...toTrialErrors(job, result.failure, attempt, runner.clock.isoNow()));
    await runner.slot.discard();
  }
  return { status: 'landed', job, events, output: null, failedAttempts };
}

function toGroupStart({ group, prepared }: GroupJob): TranscriptEvent {
  return {
    type: 'group-start',
    groupIndex: group.groupIndex,
    model: group.model,
    sampleId: group.sampleId,
    conditionId: group.conditionId,
    prompt: prepared.prompt,
    promptTokenIds: [...prepared.promptTokenIds],
  };
}

function toTrialEnds(job: GroupJob, output: GroupOutput, attempt: number): readonly TranscriptEvent[] {
  const epochByKey = new Map(job.trials.map((trial) => [trial.trialKey, trial.epoch]));
  return output.rows.map((row) => ({
    type: 'trial-end',
    groupIndex: job.group.groupIndex,
    trialKey: row.trialKey,
    epoch: epochByKey.get(row.trialKey) ?? 1,
    attempt,
    output: row.output,
    timing: row.timing,
  }));
}

function toTrialErrors(job: GroupJob, failure: Failure, attempt: number, at: string): readonly TranscriptEvent[] {
  return job.trials.map((trial) => ({
    type: 'trial-error',
    groupIndex: job.group.groupIndex,
    trialKey: trial.trialKey,
    epoch: trial.epoch,
    attempt,
    at,
    failure,
    final: attempt === job.earlierAttempts + MAX_ATTEMPTS,
  }));
}
