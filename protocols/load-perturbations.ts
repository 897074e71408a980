import type { Perturbation } from './perturbation.ts';
import { QUICK_START_FAMILY } from './perturbations/families/quick-start.ts';

/** The perturbation with an id and version, or null. */
export type FindPerturbation = (id: string, version: number) => Perturbation | null;

/**
 * Finds the perturbations that are asked for. Those of the quick start are at hand; for any other the whole catalogue is loaded first,
 * so that a first visit does without its tables and pools.
 */
export async function loadPerturbations(
  asked: readonly { readonly id: string; readonly version: number }[],
): Promise<FindPerturbation> {
  const find: FindPerturbation = (id, version) =>
    QUICK_START_FAMILY.find((entry) => entry.id === id && entry.version === version) ?? null;
  if (asked.every(({ id, version }) => find(id, version) !== null)) return find;
  const { findPerturbation } = await import('./registry.ts');
  return findPerturbation;
}
