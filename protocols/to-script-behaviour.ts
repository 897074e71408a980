import type { PerturbationParams } from '#core/model/perturbation-params.ts';
import { EXAMPLE_PROMPTS } from './example-prompts.ts';
import type { Perturbation, Prompt } from './perturbation.ts';
import { SCRIPTS, type Script } from './perturbations/text/script.ts';
import { toPerturbedPrompt } from './to-perturbed-prompt.ts';

/** An example prompt on which a perturbation acts, and how it was made to. */
export interface ActingExample {
  readonly original: Prompt;
  readonly perturbed: Prompt;
  readonly params: PerturbationParams;
  readonly variant: number;
}

/** What a perturbation does to prompts in one script. */
export interface ScriptBehaviour {
  readonly script: Script;
  /** Whether the perturbation says that it acts on this script; on others it is a noop. */
  readonly isNamed: boolean;
  readonly note: string | null;
  /** Null where no example shows it: a noop, or an operator that waits for the user's data. */
  readonly example: ActingExample | null;
}

/** Variants that are tried of an operator whose variants are draws. */
const DRAWS = 4;
const EXAMPLE_SEED = 1;

/** How a perturbation behaves in each script, each shown on an example that is really perturbed. Deterministic. */
export function toScriptBehaviours(perturbation: Perturbation): readonly ScriptBehaviour[] {
  const { scripts, scriptNotes } = perturbation;
  return SCRIPTS.map((script) => {
    const isNamed = scripts === 'all' || scripts.includes(script);
    // Words of a named script may stand in a prompt of another: that is not shown as acting on the other.
    const example = isNamed ? findExample(perturbation, EXAMPLE_PROMPTS[script]) : null;
    return { script, isNamed, note: scriptNotes?.[script] ?? null, example };
  });
}

/** The first example that changes; short texts may need a higher intensity than the default for a single edit. */
function findExample(perturbation: Perturbation, prompts: readonly Prompt[]): ActingExample | null {
  const variants = Array.from({ length: perturbation.variantCount ?? DRAWS }, (_, variant) => variant);
  for (const params of toTriedParams(perturbation)) {
    for (const original of prompts) {
      for (const variant of variants) {
        const perturbed = toPerturbedPrompt(perturbation, original, { params, variant, masterSeed: EXAMPLE_SEED });
        if (perturbed !== original) return { original, perturbed, params, variant };
      }
    }
  }
  return null;
}

function toTriedParams({ defaultParams }: Perturbation): readonly PerturbationParams[] {
  const strength = ['intensity', 'rate'].find((name) => name in defaultParams);
  if (strength === undefined) return [defaultParams];
  return [defaultParams, ...[0.2, 1].map((value) => ({ ...defaultParams, [strength]: value }))];
}
