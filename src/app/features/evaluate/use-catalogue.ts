import type { PerturbationConfig } from '#core/model/harness-config.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import { QUICK_START_FAMILY } from '#protocols/perturbations/families/quick-start.ts';
import { useEffect, useState } from 'react';

/** The perturbations to choose from. */
export interface Catalogue {
  /** Those of the quick start, until the whole catalogue is there. */
  readonly entries: readonly Perturbation[];
  readonly isWhole: boolean;
  readonly showAll: () => void;
}

/**
 * The catalogue, of which a first visit loads only the quick start's part; the rest comes when it is asked for, or when the configuration
 * names something in it. Versions that newer ones have replaced are in it only while the configuration names them.
 */
export function useCatalogue(asked: readonly PerturbationConfig[]): Catalogue {
  const [whole, setWhole] = useState<{
    readonly current: readonly Perturbation[];
    readonly former: readonly Perturbation[];
  } | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const isNeeded = isAsked || asked.some((entry) => !QUICK_START_FAMILY.some((known) => isSameVersion(entry, known)));
  useEffect(() => {
    if (!isNeeded || whole !== null) return;
    import('#protocols/registry.ts').then(({ perturbations, formerPerturbations }) => {
      setWhole({ current: perturbations, former: formerPerturbations });
    }, reportError);
  }, [isNeeded, whole]);
  const former = whole?.former.filter((entry) => asked.some((other) => isSameVersion(other, entry))) ?? [];
  return {
    entries: whole === null ? QUICK_START_FAMILY : [...former, ...whole.current],
    isWhole: whole !== null,
    showAll: () => {
      setIsAsked(true);
    },
  };
}

function isSameVersion(entry: PerturbationConfig, { id, version }: Perturbation): boolean {
  return entry.id === id && entry.version === version;
}
