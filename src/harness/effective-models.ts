import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import { toAxisConditions } from '#core/model/axis-conditions.ts';
import { toConditionSetting, toSessionKey } from '#core/model/condition-setting.ts';
import type { EffectiveAxis, EffectiveConfig, LoadReport } from '#core/model/effective-config.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { toEffectiveDecoding } from './effective-decoding.ts';

/** What a journal says of each model of the configuration that was loaded and checked. */
export function toEffectiveModels(
  events: readonly TranscriptEvent[],
  config: HarnessConfig,
): EffectiveConfig['models'] {
  const findLoad = (modelId: string, conditionId: string | undefined): LoadReport | null => {
    const found = events.find(
      (event) => event.type === 'model-load-end' && event.model === modelId && event.conditionId === conditionId,
    );
    return found?.type === 'model-load-end' ? found.report : null;
  };
  return config.models.flatMap((model) => {
    const { modelId } = model;
    const load = findLoad(modelId, undefined);
    const check = events.find((event) => event.type === 'determinism-check-end' && event.model === modelId);
    if (load === null || check?.type !== 'determinism-check-end') return [];
    const axes = toEffectiveAxes(config, model, (conditionId) => findLoad(modelId, conditionId));
    return [
      {
        load,
        batchSize: Math.min(config.execution.batchSize, load.maxBatchSize),
        decoding: toEffectiveDecoding(config.decoding),
        determinismCheck: check.check,
        ...(axes.length === 0 ? {} : { axes }),
      },
    ];
  });
}

/** Settings of the conditions of the axes; one whose session was not opened before the run ended is left out. */
export function toEffectiveAxes(
  config: HarnessConfig,
  model: ModelRef,
  findLoad: (conditionId: string) => LoadReport | null,
): EffectiveAxis[] {
  return toAxisConditions(config.protocol.axes ?? []).flatMap(({ conditionId, axis = null }) => {
    const setting = toConditionSetting(config, model, axis);
    const needsSession = toSessionKey(setting) !== toSessionKey({ model });
    const load = needsSession ? findLoad(conditionId) : null;
    if (needsSession && load === null) return [];
    return [{ conditionId, load, batchSize: setting.batchSize, decoding: toEffectiveDecoding(setting.decoding) }];
  });
}
