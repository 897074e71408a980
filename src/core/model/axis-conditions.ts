import { isReplicaAxis, toAxisValues, type AxisConfig, type ConditionAxis } from './axis.ts';
import { toConditionSetting, toSessionKey } from './condition-setting.ts';
import type { HarnessConfig, ProtocolConfig } from './harness-config.ts';
import { toPlannedEpochs } from './precision.ts';
import type { ModelRef } from './model-ref.ts';
import { ORIGINAL, type Condition } from './trial.ts';

/** The conditions of the axes, in the order asked for: `axis:<type>=<value>`, e.g. `axis:temperature=0.7`. */
export function toAxisConditions(axes: readonly AxisConfig[]): readonly Condition[] {
  return axes.flatMap(toPlaces).map((axis) => ({
    conditionId: `axis:${axis.type}=${axis.value}`,
    perturbation: null,
    axis,
  }));
}

function toPlaces(axis: AxisConfig): readonly ConditionAxis[] {
  if (axis.type === 'quant') return axis.values.map(({ dtype }) => ({ type: axis.type, value: dtype, class: 'P' }));
  if (axis.type === 'backend') return axis.values.map((value) => ({ type: axis.type, value, class: 'P' }));
  const { type } = axis;
  return toAxisValues(axis).map((value) => ({ type, value, class: type === 'max-tokens' ? 'N' : 'P' }));
}

/** Epochs of a condition: those of the original for it and its replicas, else those of perturbed prompts. */
export function toConditionEpochs({ baseline, perturbed }: ProtocolConfig['epochs'], condition: Condition): number {
  return hasBaselineEpochs(condition) ? baseline : perturbed;
}

/** True for the original and its replicas. */
export function hasBaselineEpochs({ conditionId, axis }: Condition): boolean {
  return conditionId === ORIGINAL || (axis !== undefined && isReplicaAxis(axis.type));
}

/** Most trials that one sample can have with one model; noops can only lower it. */
export function toTrialsPerSample(protocol: ProtocolConfig): number {
  const { perturbations, axes } = protocol;
  const epochs = toPlannedEpochs(protocol);
  const variants = perturbations.reduce((sum, perturbation) => sum + perturbation.variants, 0);
  const axisTrials = toAxisConditions(axes ?? []).map((condition) => toConditionEpochs(epochs, condition));
  return axisTrials.reduce((sum, trials) => sum + trials, epochs.baseline + variants * epochs.perturbed);
}

/** Conditions of axes that the session of the original cannot answer. */
export function toSessionConditionIds(config: HarnessConfig, model: ModelRef): readonly string[] {
  const own = toSessionKey({ model });
  return toAxisConditions(config.protocol.axes ?? []).flatMap(({ conditionId, axis = null }) =>
    toSessionKey(toConditionSetting(config, model, axis)) === own ? [] : [conditionId],
  );
}
