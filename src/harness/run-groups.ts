import type { Failure } from '#core/errors/failure.ts';
import type { Result } from '#core/errors/result.ts';
import type { EventOf, TranscriptEvent } from '#core/events/transcript-event.ts';
import type { ConditionSetting } from '#core/model/condition-setting.ts';
import type { Trial, TrialGroup, TrialKey } from '#core/model/trial.ts';
import type { GroupOutput, PreparedPrompt } from '#workers/contract/inference.ts';
import { answerGroup, toGroupWork, type GroupWork } from './answer-group.ts';
import type { FollowUpOutcome, FollowUpWork } from './ask-follow-ups.ts';
import type { Clock, ModelSession } from './ports.ts';
import { beginFollowUps, settleFollowUps, type BegunFollowUps } from './settle-follow-ups.ts';

/** Attempts at a trial before it counts as failed (DESIGN §5.6). */
export const MAX_ATTEMPTS = 3;

/** The trials of one group that are still to be run. */
export interface GroupJob {
  readonly group: TrialGroup;
  readonly trials: readonly Trial[];
  readonly prepared: PreparedPrompt;
  /** What is forced for each option of the sample; null = the model generates. */
  readonly optionTexts: readonly string[] | null;
  /** What is measured instead of an answer; null = the prompt is answered. */
  readonly text: GroupWork['text'];
  /** What is asked about each answer; null = nothing. */
  readonly followUps: Pick<FollowUpWork, 'confidence' | 'messages'> | null;
  /** With what it is answered. */
  readonly setting: ConditionSetting;
  /** Whose random numbers each trial draws, in the order of `trials`: its own, or those of the trial that it repeats. */
  readonly noiseKeys: readonly TrialKey[];
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
    }
  | { readonly status: 'stopped'; readonly failure: Failure; readonly events: readonly TranscriptEvent[] };

/** Keeps one live session; after a failure the next `get` opens a new worker. */
export interface SessionSlot {
  get(): Promise<Result<ModelSession>>;
  discard(): Promise<void>;
}

export interface GroupRunner {
  readonly slot: SessionSlot;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What one try at a group gave; `blocked` = no session could be opened. */
type Attempt =
  | { readonly status: 'blocked'; readonly failure: Failure }
  | {
      readonly status: 'ended';
      readonly result: Result<GroupOutput>;
      /** Null when there is nothing to ask. */
      readonly followUps: BegunFollowUps | null;
    };

/**
 * Runs jobs in order and yields what became of each. While one group decodes the next one waits in the worker, so that the
 * worker never waits for the page (journal, scoring, screen). `mayContinue` false ends look-ahead, then the loop.
 */
export async function* runGroups(
  jobs: readonly GroupJob[],
  runner: GroupRunner,
  mayContinue: () => boolean,
): AsyncGenerator<JobOutcome> {
  let queued: Promise<Attempt> | null = null;
  for (const [position, job] of jobs.entries()) {
    if (position > 0 && queued === null && !mayContinue()) return;
    const running: Promise<Attempt> = queued ?? attemptJob(job, runner);
    const next = jobs[position + 1];
    queued = next !== undefined && mayContinue() ? attemptJob(next, runner) : null;
    const first = await running;
    if (first.status === 'ended' && isFailed(first)) {
      // The group behind a failed one mostly never began: it costs no attempt and is started anew.
      const behind: Attempt | null = await queued;
      if (behind === null || isFailed(behind)) queued = null;
    }
    const outcome = await settleJob(job, first, runner);
    yield outcome;
    if (outcome.status !== 'landed') return;
  }
}

/** Whether an attempt must be repeated, or some of its questions. */
function isFailed(attempt: Attempt): boolean {
  return attempt.status === 'blocked' || !attempt.result.ok || (attempt.followUps?.failure ?? null) !== null;
}

async function attemptJob(job: GroupJob, runner: GroupRunner): Promise<Attempt> {
  const session = await runner.slot.get();
  if (!session.ok) return { status: 'blocked', failure: session.failure };
  const result = await answerGroup(session.value, toGroupWork(job), runner.signal);
  if (!result.ok || job.followUps === null) return { status: 'ended', result, followUps: null };
  const work = { ...job.followUps, groupIndex: job.group.groupIndex, answers: result.value.rows };
  return { status: 'ended', result, followUps: await beginFollowUps(session.value, work, runner.signal) };
}

/** Repeats a failed group: an infrastructure failure costs an attempt and a worker, never a score. */
async function settleJob(job: GroupJob, first: Attempt, runner: GroupRunner): Promise<JobOutcome> {
  const events: TranscriptEvent[] = [toGroupStart(job)];
  let attempt = first;
  for (let tries = 1; ; tries += 1) {
    if (attempt.status === 'blocked') return { status: 'stopped', failure: attempt.failure, events: toCounted(events) };
    const { result } = attempt;
    const attemptNumber = job.earlierAttempts + tries;
    if (result.ok) {
      const asked =
        attempt.followUps === null
          ? null
          : await settleFollowUps(attempt.followUps, { ...runner, maxAttempts: MAX_ATTEMPTS });
      if (asked?.ok === false) return { status: 'stopped', failure: asked.failure, events: toCounted(events) };
      events.push(...toTrialEnds(job, result.value, attemptNumber, asked?.value ?? null));
      return { status: 'landed', job, events, output: result.value };
    }
    if (result.failure.code === 'cancelled')
      return { status: 'stopped', failure: result.failure, events: toCounted(events) };
    events.push(...toTrialErrors(job, result.failure, attemptNumber, runner.clock.isoNow()));
    await runner.slot.discard();
    if (tries === MAX_ATTEMPTS) return { status: 'landed', job, events, output: null };
    attempt = await attemptJob(job, runner);
  }
}

/** Failed attempts are counted also when the run stops before the group has an outcome. */
function toCounted(events: readonly TranscriptEvent[]): readonly TranscriptEvent[] {
  return events.length > 1 ? events : [];
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

function toTrialEnds(
  job: GroupJob,
  output: GroupOutput,
  attempt: number,
  outcomes: ReadonlyMap<string, FollowUpOutcome> | null,
): readonly TranscriptEvent[] {
  const epochByKey = new Map(job.trials.map((trial) => [trial.trialKey, trial.epoch]));
  return output.rows.map((row) => ({
    type: 'trial-end',
    groupIndex: job.group.groupIndex,
    trialKey: row.trialKey,
    epoch: epochByKey.get(row.trialKey) ?? 1,
    attempt,
    output: row.output,
    timing: row.timing,
    ...toElicitation(outcomes?.get(row.trialKey)),
  }));
}

function toElicitation(
  outcome: FollowUpOutcome | undefined,
): Pick<EventOf<'trial-end'>, 'elicited' | 'elicitationTimings'> {
  if (outcome === undefined) return {};
  const { elicited, timings } = outcome;
  return timings.length === 0 ? { elicited } : { elicited, elicitationTimings: [...timings] };
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
