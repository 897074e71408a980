import type { Perturbation } from './perturbation.ts';
import { createCompositions } from './perturbations/compose.ts';
import { CONTEXT_FAMILY } from './perturbations/families/context.ts';
import { OPTIONS_FAMILY } from './perturbations/families/options.ts';
import { OWN_FAMILY } from './perturbations/families/own.ts';
import { QUICK_START_FAMILY } from './perturbations/families/quick-start.ts';
import { SCRIPTS_FAMILY } from './perturbations/families/scripts.ts';
import { SURFACE_FAMILY } from './perturbations/families/surface.ts';
import { TEMPLATE_FAMILY } from './perturbations/families/template.ts';

const steps: readonly Perturbation[] = [
  ...QUICK_START_FAMILY,
  ...TEMPLATE_FAMILY,
  ...OPTIONS_FAMILY,
  ...SURFACE_FAMILY,
  ...SCRIPTS_FAMILY,
  ...CONTEXT_FAMILY,
  ...OWN_FAMILY,
];

const findStep = (id: string, version: number): Perturbation | null =>
  steps.find((step) => step.id === id && step.version === version) ?? null;

/** Every perturbation there is, in every version. */
const everyVersion: readonly Perturbation[] = [...steps, ...createCompositions(findStep)];

/** The newest version of every perturbation, in the order in which screens list them. */
export const perturbations: readonly Perturbation[] = everyVersion.filter(
  ({ id, version }) => !everyVersion.some((other) => other.id === id && other.version > version),
);

/** Versions that newer ones have replaced: for configurations that name them, such as those of earlier bundles. */
export const formerPerturbations: readonly Perturbation[] = everyVersion.filter(
  (perturbation) => !perturbations.includes(perturbation),
);

/** The perturbation with this id and version, or null. */
export function findPerturbation(id: string, version: number): Perturbation | null {
  return everyVersion.find((perturbation) => perturbation.id === id && perturbation.version === version) ?? null;
}
