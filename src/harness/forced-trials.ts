import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import { isForcedAxis } from '#core/model/axis.ts';
import { toPerplexityMode } from '#core/model/task-mode.ts';
import { ORIGINAL, type TrialKey } from '#core/model/trial.ts';
import type { PreparedRun } from './run-library.ts';

/** An output of the original that is still to be forced through the session of a replica. */
export interface ForcedTrial {
  readonly conditionId: string;
  /** The replica's trial, with which the result is kept. */
  readonly trialKey: TrialKey;
  readonly groupIndex: number;
  readonly sampleId: string;
  readonly promptTokenIds: readonly number[];
  readonly tokenIds: readonly number[];
}

/** What is compared place by place: of each sample the first epoch that the original completed. */
export interface ForcedTrials {
  /** Takes note of what has landed. */
  land(events: readonly TranscriptEvent[]): void;
  /** What a model's replicas have no record of yet, in plan order. */
  toPending(model: string): readonly ForcedTrial[];
}

/** A trial by what pairs it with its original. */
interface Place {
  readonly model: string;
  readonly conditionId: string;
  readonly sampleId: string;
  readonly epoch: number;
  readonly groupIndex: number;
}

/** Goes on from the events of earlier sessions; null where nothing is to be compared. */
export function createForcedTrials(
  { config, plan }: Pick<PreparedRun, 'config' | 'plan'>,
  earlier: readonly TranscriptEvent[],
): ForcedTrials | null {
  const replicaIds = plan.conditions.flatMap(({ conditionId, axis }) =>
    axis !== undefined && isForcedAxis(axis.type) ? [conditionId] : [],
  );
  if (replicaIds.length === 0 || toPerplexityMode(config.task) !== null) return null;
  const known = new Set([ORIGINAL, ...replicaIds]);
  const placeByKey = new Map<TrialKey, Place>(
    plan.groups
      .filter(({ conditionId }) => known.has(conditionId))
      .flatMap(({ model, conditionId, sampleId, groupIndex, trials }) =>
        trials.map(({ trialKey, epoch }) => [trialKey, { model, conditionId, sampleId, epoch, groupIndex }]),
      ),
  );
  const promptByGroup = new Map<number, readonly number[]>();
  const tokensByKey = new Map<TrialKey, readonly number[]>();
  const recorded = new Set<TrialKey>();
  const land = (events: readonly TranscriptEvent[]): void => {
    for (const event of events) {
      if (event.type === 'group-start') promptByGroup.set(event.groupIndex, event.promptTokenIds);
      if (event.type === 'trial-end' && placeByKey.has(event.trialKey))
        tokensByKey.set(event.trialKey, event.output.outputTokenIds);
      if (event.type === 'forced-end') recorded.add(event.trialKey);
    }
  };
  land(earlier);
  return {
    land,
    toPending: (model) => {
      const completed = [...placeByKey].filter(([key, place]) => place.model === model && tokensByKey.has(key));
      return toFirstPairs(completed.map(([trialKey, place]) => ({ trialKey, ...place }))).flatMap(
        ({ original, replica }) => {
          const promptTokenIds = promptByGroup.get(original.groupIndex);
          const tokenIds = tokensByKey.get(original.trialKey) ?? [];
          if (recorded.has(replica.trialKey) || promptTokenIds === undefined || tokenIds.length === 0) return [];
          const { conditionId, sampleId, groupIndex, trialKey } = replica;
          return [{ conditionId, sampleId, groupIndex, trialKey, promptTokenIds, tokenIds }];
        },
      );
    },
  };
}

/**
 * Of each sample the first epoch that the original completed, beside each replica's trial of that epoch.
 * @param completed trials of one model, of the original and of replicas, in plan order.
 */
export function toFirstPairs<T extends Pick<Place, 'conditionId' | 'sampleId' | 'epoch'>>(
  completed: readonly T[],
): readonly { readonly original: T; readonly replica: T }[] {
  const firstBySample = new Map<string, T>();
  for (const trial of completed) {
    if (trial.conditionId !== ORIGINAL) continue;
    const earlier = firstBySample.get(trial.sampleId);
    if (earlier === undefined || trial.epoch < earlier.epoch) firstBySample.set(trial.sampleId, trial);
  }
  return completed.flatMap((replica) => {
    const original = firstBySample.get(replica.sampleId);
    return replica.conditionId === ORIGINAL || original?.epoch !== replica.epoch ? [] : [{ original, replica }];
  });
}
