import type { EffectiveConfig } from '#core/model/effective-config.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { usesSharedPrefix } from '#core/model/shared-prefix.ts';

/**
 * The configuration by which a finished run is run again: models whose rows did not share their prompt then, as in builds that could not rewrite graphs, do not share it
 * now, for a rewritten graph gives other last bits. Other runtimes rewrite nothing.
 */
export function toRerunConfig(config: HarnessConfig, { models }: Pick<EffectiveConfig, 'models'>): HarnessConfig {
  const loads = new Map(models.map(({ load }) => [load.modelId, load]));
  return {
    ...config,
    models: config.models.map((model) => {
      const load = loads.get(model.modelId);
      return load?.runtime.name !== 'onnxruntime-web' || usesSharedPrefix(load)
        ? model
        : { ...model, sharedPrefix: 'off' };
    }),
  };
}
