import { isReplicaAxis } from '#core/model/axis.ts';
import { ORIGINAL, type RunPlan, type TrialKey } from '#core/model/trial.ts';
import { toConditionKey } from './condition-key.ts';

/** The key whose random numbers a trial draws, by the trial's own key; trials that are not in it draw those of their own. */
export type NoiseKeys = ReadonlyMap<TrialKey, TrialKey>;

/**
 * Replicas draw the numbers of the original's trial of the same model, sample and epoch, so that any difference of their outputs comes from
 * the axis (docs/decisions/2026-11-30-runtime-axes.md). Their own keys tell their rows apart.
 */
export function toNoiseKeys({ conditions, groups }: RunPlan): NoiseKeys {
  const replicaIds = new Set(
    conditions.flatMap(({ conditionId, axis }) =>
      axis !== undefined && isReplicaAxis(axis.type) ? [conditionId] : [],
    ),
  );
  if (replicaIds.size === 0) return new Map();
  const toKey = (model: string, sampleId: string): string => toConditionKey(model, sampleId);
  const originals = new Map(
    groups
      .filter(({ conditionId }) => conditionId === ORIGINAL)
      .map(({ model, sampleId, trials }) => [toKey(model, sampleId), trials]),
  );
  return new Map(
    groups
      .filter(({ conditionId }) => replicaIds.has(conditionId))
      .flatMap(({ model, sampleId, trials }) => {
        const sources = originals.get(toKey(model, sampleId)) ?? [];
        return trials.flatMap(({ trialKey, epoch }) => {
          const source = sources.find((trial) => trial.epoch === epoch);
          return source === undefined ? [] : [[trialKey, source.trialKey] as const];
        });
      }),
  );
}
