import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { PerturbationParams } from '#core/model/perturbation-params.ts';

interface Asked {
  readonly params: PerturbationParams;
  /** Counted from 0. */
  readonly variant: number;
}

/**
 * The configuration with a perturbation in it. An entry with the same parameters stays one entry and gets as many variants as the asked one
 * needs, because equal conditions are refused; any other parameters make an entry of their own.
 */
export function withPerturbation(
  config: HarnessConfig,
  { id, version }: { readonly id: string; readonly version: number },
  { params, variant }: Asked,
): HarnessConfig {
  const { protocol } = config;
  const wanted = toCanonicalJson(params);
  const index = protocol.perturbations.findIndex(
    (entry) => entry.id === id && entry.version === version && toCanonicalJson(entry.params) === wanted,
  );
  const present = protocol.perturbations[index];
  const variants = Math.max(present?.variants ?? 1, variant + 1);
  const entry = { id, version, params: { ...params }, variants };
  const perturbations =
    present === undefined ? [...protocol.perturbations, entry] : protocol.perturbations.with(index, entry);
  return { ...config, protocol: { ...protocol, perturbations } };
}
