import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import { toAxisConditions } from '#core/model/axis-conditions.ts';
import type { Canary } from '#core/model/canary.ts';
import { toConditionSetting, toSessionKey } from '#core/model/condition-setting.ts';
import type { ControlProbe } from '#core/model/control-probe.ts';
import type { DeterminismCheck, EffectiveAxis, EffectiveConfig, LoadReport } from '#core/model/effective-config.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { toIgnoredControls } from '#core/model/judge-controls.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { toEffectiveDecoding } from './effective-decoding.ts';
import type { RunRows } from './run-rows.ts';

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
    const check = findCheck(events, modelId);
    if (load === null || check === null) return [];
    const probe = findProbe(events, modelId);
    const canary = findCanary(events, modelId, undefined);
    const axes = toEffectiveAxes(
      config,
      model,
      (conditionId) => findLoad(modelId, conditionId),
      (conditionId) => findCanary(events, modelId, conditionId),
    );
    return [
      {
        load,
        batchSize: Math.min(config.execution.batchSize, load.maxBatchSize),
        decoding: toEffectiveDecoding(config.decoding, probe),
        determinismCheck: check,
        ...(canary === null ? {} : { canary }),
        ...(probe === null ? {} : { controlProbe: probe }),
        ...(axes.length === 0 ? {} : { axes }),
      },
    ];
  });
}

/** The first check that found a difference, else the first; null = none was made. */
function findCheck(events: readonly TranscriptEvent[], modelId: string): DeterminismCheck | null {
  const found = events.flatMap((event) =>
    event.type === 'determinism-check-end' && event.model === modelId ? [event.check] : [],
  );
  return found.find(({ identical }) => !identical) ?? found[0] ?? null;
}

/** The first probe that saw a control ignored, else the first; null = none was made. */
function findProbe(events: readonly TranscriptEvent[], modelId: string): ControlProbe | null {
  const found = events.flatMap((event) =>
    event.type === 'control-probe-end' && event.model === modelId ? [event.probe] : [],
  );
  return found.find((probe) => toIgnoredControls(probe).length > 0) ?? found[0] ?? null;
}

/** The worst that a session's canaries said, for a run that is continued has several; null = none was made. */
function findCanary(
  events: readonly TranscriptEvent[],
  modelId: string,
  conditionId: string | undefined,
): Canary | null {
  const found = events.flatMap((event) =>
    event.type === 'canary-end' && event.model === modelId && event.conditionId === conditionId ? [event.canary] : [],
  );
  const toRank = ({ verdict }: Canary): number => ['suspect', 'unchecked', 'passed'].indexOf(verdict);
  return found.toSorted((a, b) => toRank(a) - toRank(b))[0] ?? null;
}

/** Settings of the conditions of the axes; one whose session was not opened before the run ended is left out. */
export function toEffectiveAxes(
  config: HarnessConfig,
  model: ModelRef,
  findLoad: (conditionId: string) => LoadReport | null,
  findCanaryOf: (conditionId: string) => Canary | null,
): EffectiveAxis[] {
  return toAxisConditions(config.protocol.axes ?? []).flatMap(({ conditionId, axis = null }) => {
    const setting = toConditionSetting(config, model, axis);
    const needsSession = toSessionKey(setting) !== toSessionKey({ model });
    const load = needsSession ? findLoad(conditionId) : null;
    if (needsSession && load === null) return [];
    const canary = needsSession ? findCanaryOf(conditionId) : null;
    const decoding = toEffectiveDecoding(setting.decoding);
    return [{ conditionId, load, ...(canary === null ? {} : { canary }), batchSize: setting.batchSize, decoding }];
  });
}

/** All canaries, the original's first. */
export function toCanaries(models: EffectiveConfig['models']): NonNullable<RunRows['canaries']> {
  return models.flatMap(({ load, canary, axes = [] }) => {
    const model = load.modelId;
    return [
      ...(canary === undefined ? [] : [{ model, conditionId: null, canary }]),
      ...axes.flatMap((axis) =>
        axis.canary === undefined ? [] : [{ model, conditionId: axis.conditionId, canary: axis.canary }],
      ),
    ];
  });
}

/** All control probes. */
export function toControlProbes(models: EffectiveConfig['models']): NonNullable<RunRows['controlProbes']> {
  return models.flatMap(({ load, controlProbe }) =>
    controlProbe === undefined ? [] : [{ model: load.modelId, probe: controlProbe }],
  );
}
