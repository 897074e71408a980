import * as z from 'zod';
import { StepList, type PerturbationStep } from '#core/model/perturbation-params.ts';
import type { Rng } from '#core/rng/rng.ts';
import { HELM_CANONICAL } from '../perturbation-sets.ts';
import { definePerturbation, type Perturbation, type Prompt } from '../perturbation.ts';
import { ALL_PROTECTED } from '../protected-spans.ts';
import { NoParams } from './text/whole-text-edit.ts';

/** Finds a step's operator. */
type Find = (id: string, version: number) => Perturbation | null;

/** Each step on what the one before it returned, with the draws of a stream of its own. */
function applySteps(find: Find, steps: readonly PerturbationStep[], prompt: Prompt, variant: number, rng: Rng): Prompt {
  return steps.reduce((current, { id, version, params }, index) => {
    const step = find(id, version);
    return step === null ? current : step.apply(current, params, variant, rng.fork(`${index}/${id}@${version}`));
  }, prompt);
}

/** Null when every step exists, is no class N, and has valid parameters; else a message that names the step. */
function checkSteps(find: Find, steps: readonly PerturbationStep[]): string | null {
  for (const [index, { id, version, params }] of steps.entries()) {
    const step = find(id, version);
    const place = `steps[${index}] (${id}@${version})`;
    if (step === null) return `${place} is no operator that can be a step`;
    if (step.class === 'N') return `${place} changes the meaning (class N), so it cannot be part of a composition`;
    const complaint = step.checkParams(params);
    if (complaint !== null) return `${place}: ${complaint}`;
  }
  return null;
}

/**
 * The composition operators over a catalogue. A step that cannot act passes on what it got; the whole is a noop when no step acts.
 * Class L, whatever the steps: small changes that keep the meaning one by one may not do so together.
 */
export function createCompositions(find: Find): readonly Perturbation[] {
  const compose = definePerturbation({
    id: 'compose',
    version: 1,
    title: 'Own composition',
    description: 'Applies several operators one after the other.',
    definition:
      'Applies the steps of your list in order, each to what the one before it returned, with random draws of its own. A step that cannot act passes on what it got; the whole is a noop when no step acts. A step may be any operator but a composition and class N. Class L, whatever the steps: small changes that keep the meaning one by one may not do so together.',
    keeps: ALL_PROTECTED,
    class: 'L',
    dimension: 'composition',
    source: 'The user’s list of steps, which stands in the configuration',
    scripts: 'all',
    params: z.strictObject({ steps: StepList }),
    defaultParams: { steps: [...HELM_CANONICAL] },
    variantCount: null,
    apply: (prompt, { steps }, variant, rng) => applySteps(find, steps, prompt, variant, rng),
  });
  const mildMix = definePerturbation({
    id: 'mild_mix',
    version: 1,
    title: 'HELM’s mild mix',
    description: 'Lower case, contractions, a few misspellings and uneven spaces together.',
    definition:
      'Applies case_lower, contraction, misspell at intensity 0.1 and ws_random in this order, each to what the one before it returned. A step that cannot act passes on what it got; the whole is a noop when no step acts.',
    keeps: ALL_PROTECTED,
    class: 'L',
    dimension: 'composition',
    source: 'HELM canonical robustness set (mild_mix); METRICS §10.2',
    scripts: 'all',
    scriptNotes: { han: 'Misspellings only: the other steps cannot act.' },
    params: NoParams,
    defaultParams: {},
    variantCount: null,
    apply: (prompt, _params, variant, rng) => applySteps(find, HELM_CANONICAL, prompt, variant, rng),
  });
  const checkCompose: Perturbation['checkParams'] = (params) =>
    compose.checkParams(params) ?? checkSteps(find, StepList.parse(params['steps']));
  return [{ ...compose, checkParams: checkCompose }, mildMix];
}
